### Search.

search-title = Search
search-for = Search: { $query }
search-field = Search the archive
search-button = Search
search-description = Search the stories of { $name }
search-suggestions = Suggested stories
search-suggestions-count = Suggestions: { $count }

## Narrowing a search

search-filters = Filters and order
search-section = Section
search-any-section = All sections
search-format = Format
search-any-format = All formats
search-from = Published from
search-to = Published until
search-sort = Order
search-sort-relevance = Best match first
search-sort-newest = Newest first
search-topic = Topic:
search-by = By:
search-remove = (remove this filter)
search-narrow = Narrow the search
search-topics = Topics in these stories
search-people = Authors of these stories

## What was found

search-found = { $count ->
    [one] { NUMBER($count) } story found
   *[other] { NUMBER($count) } stories found
}
search-found-more = { $count ->
    [one] More than { NUMBER($count) } story found
   *[other] More than { NUMBER($count) } stories found
}
search-page = page { NUMBER($number) }
search-pages = Pages of results
search-previous = Previous page
search-next = Next page
search-end = There are more stories than these pages show. Add a word or a filter to reach them.
search-similar = Few stories have exactly these words, so similar words were searched too.
search-instead = Few stories have exactly these words. Also searched:
search-most = No story has all of these words. These have most of them.
search-cut = { $count ->
    [one] Only the first word was searched.
   *[other] Only the first { NUMBER($count) } words were searched.
}

## When there is nothing to show

search-nothing = Nothing found
search-without-filters = Search again without filters
search-help-title = How to search
search-help-spelling = Check the spelling, or try another word for the same thing.
search-help-fewer = Use fewer words. Every form of a word is found: “bridge” also finds “bridges”.
search-help-phrase = Put words in quotation marks to find them side by side: “town hall”.
search-help-without = Put a minus sign before a word to leave out stories that have it: bridge -tram.
search-help-begin = End a word with an asterisk to find all words that begin that way: ferr*.
search-archive = Browse the archive by date
search-too-long = { $count ->
    [one] Your search has { NUMBER($length) } characters. It can have { NUMBER($count) } at most: leave some words out.
   *[other] Your search has { NUMBER($length) } characters. It can have { NUMBER($count) } at most: leave some words out.
}
search-partial = The search index is being rebuilt. Older stories may be missing for a few minutes.
search-building = The search index is being rebuilt. Please try again in a few minutes.
search-busy = Many people are searching right now. Please try again in a few seconds.
