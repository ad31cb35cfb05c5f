"""What is printed: worksheets, keys, short versions, cards to cut, plans and letters."""
