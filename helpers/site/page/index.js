// The one script of the web edition; each part finds its places on the page by itself.
import { startSiteParts } from "./site_parts.js";

startSiteParts();
