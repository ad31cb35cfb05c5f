"""Words beside a widget: what stands there when no kernel runs, in a saved copy, and for a screen reader."""

# The class of controls that belong on a screen and not on paper.
SCREEN_ONLY = "course-screen-only"


class WithWords:
    """A widget that shows itself in words too; name it before the widget's class: ``class Form(WithWords, VBox)``."""

    def words_as_html(self) -> str:
        """Return what a page shows instead of the widget."""
        raise NotImplementedError

    def words_as_text(self) -> str:
        """Return the same as plain text."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict]:
        bundle = super()._repr_mimebundle_(**kwargs)
        # ipywidgets returns the data alone, anywidget returns data and metadata, or nothing.
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        words = {"text/html": str(self.words_as_html()), "text/plain": self.words_as_text()}
        return {**data, **words}, metadata
