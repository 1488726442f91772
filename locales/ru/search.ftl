### Поиск.

search-title = Поиск
search-for = Поиск: { $query }
search-field = Искать в архиве
search-button = Найти
search-description = Поиск по материалам: { $name }
search-suggestions = Подходящие материалы
search-suggestions-count = Подсказок: { $count }

## Уточнение запроса

search-filters = Фильтры и порядок
search-section = Рубрика
search-any-section = Все рубрики
search-format = Жанр
search-any-format = Все жанры
search-from = Опубликовано с
search-to = Опубликовано по
search-sort = Порядок
search-sort-relevance = Сначала самые подходящие
search-sort-newest = Сначала новые
search-topic = Тема:
search-by = Автор:
search-remove = (убрать этот фильтр)
search-narrow = Уточнить поиск
search-topics = Темы этих материалов
search-people = Авторы этих материалов

## Что нашлось

search-found = { $count ->
    [one] Найден { NUMBER($count) } материал
    [few] Найдено { NUMBER($count) } материала
    [many] Найдено { NUMBER($count) } материалов
   *[other] Найдено { NUMBER($count) } материала
}
search-found-more = { $count ->
    [one] Найдено больше { NUMBER($count) } материала
    [few] Найдено больше { NUMBER($count) } материалов
    [many] Найдено больше { NUMBER($count) } материалов
   *[other] Найдено больше { NUMBER($count) } материала
}
search-page = страница { NUMBER($number) }
search-pages = Страницы результатов
search-previous = Предыдущая страница
search-next = Следующая страница
search-end = Материалов больше, чем помещается на этих страницах. Добавьте слово или фильтр, чтобы до них добраться.
search-similar = Точных совпадений мало, поэтому мы искали и похожие слова.
search-instead = Точных совпадений мало. Мы искали также:
search-most = Нет материала, в котором есть все эти слова. Здесь — те, в которых есть большинство.
search-cut = { $count ->
    [one] Искали только первое { NUMBER($count) } слово.
    [few] Искали только первые { NUMBER($count) } слова.
    [many] Искали только первые { NUMBER($count) } слов.
   *[other] Искали только первые { NUMBER($count) } слова.
}

## Когда показать нечего

search-nothing = Ничего не нашлось
search-without-filters = Искать без фильтров
search-help-title = Как искать
search-help-spelling = Проверьте, нет ли опечатки, или назовите то же самое другим словом.
search-help-fewer = Попробуйте меньше слов. Слово находится во всех формах: по запросу «мост» найдутся и «моста», и «мостов».
search-help-phrase = Возьмите слова в кавычки, чтобы они стояли рядом: «железный мост».
search-help-without = Поставьте минус перед словом, чтобы убрать материалы с ним: мост -трамвай.
search-help-begin = Поставьте звёздочку в конце, чтобы найти все слова с таким началом: паром*.
search-archive = Смотреть архив по датам
search-too-long = { $count ->
    [one] Знаков в запросе: { NUMBER($length) }. Можно не больше { NUMBER($count) } знака: сократите его.
    [few] Знаков в запросе: { NUMBER($length) }. Можно не больше { NUMBER($count) } знаков: сократите его.
    [many] Знаков в запросе: { NUMBER($length) }. Можно не больше { NUMBER($count) } знаков: сократите его.
   *[other] Знаков в запросе: { NUMBER($length) }. Можно не больше { NUMBER($count) } знака: сократите его.
}
search-partial = Поисковый указатель строится заново. Несколько минут в нём может не быть старых материалов.
search-building = Поисковый указатель строится заново. Попробуйте через несколько минут.
search-busy = Сейчас ищут сразу многие. Попробуйте через несколько секунд.
