### Сайт для читателей.

## Везде

skip-to-content = Перейти к содержанию
nav-sections = Разделы
nav-editions = Языки
to-front-page = { $name }, главная страница
all-sections = Все разделы
archive = Архив
feeds = Ленты
standing-pages = О газете
copyright = © { $year } «{ $name }»
date-and-time = { $date }, { $time }
quoted = «{ $words }»

## Время на страницах, которые не хранятся

time-just-now = только что
time-minutes-ago = { $count ->
    [one] { NUMBER($count) } минуту назад
    [few] { NUMBER($count) } минуты назад
   *[many] { NUMBER($count) } минут назад
}
time-hours-ago = { $count ->
    [one] { NUMBER($count) } час назад
    [few] { NUMBER($count) } часа назад
   *[many] { NUMBER($count) } часов назад
}
time-days-ago = { $count ->
    [one] { NUMBER($count) } день назад
    [few] { NUMBER($count) } дня назад
   *[many] { NUMBER($count) } дней назад
}

## Главная и списки

top-stories = Главное
latest = Последние новости
most-discussed = Обсуждают
older-stories = Раньше
newest-stories = К последним материалам
older-than = Раньше, чем { $when }
list-before = { $name }: раньше, чем { $when }
nothing-here = Здесь пока ничего не опубликовано.
comments-count = { $count ->
    [one] { NUMBER($count) } комментарий
    [few] { NUMBER($count) } комментария
   *[many] { NUMBER($count) } комментариев
}
stories-count = { $count ->
    [one] { NUMBER($count) } материал
    [few] { NUMBER($count) } материала
   *[many] { NUMBER($count) } материалов
}
card-withdrawn = Материал отозван
tag-kind-topic = Тема
tag-kind-person = Персона
tag-kind-place = Место
tag-kind-organisation = Организация
tag-kind-series = Рубрика
stories-by = Материалы автора: { $name }

## Форматы

format-news = Новости
format-analysis = Разбор
format-feature = Репортаж
format-opinion = Мнение
format-explainer = Как это устроено
format-interview = Интервью
format-offbeat = Курьёз
format-gallery = Фоторепортаж
format-live_blog = Прямая трансляция
format-press_review = Обзор прессы
format-obituary = Памяти

## Материал

byline-by = Автор:
published = Опубликовано
updated = Обновлено
reading-time = { $count ->
    [one] { NUMBER($count) } минута чтения
    [few] { NUMBER($count) } минуты чтения
   *[many] { NUMBER($count) } минут чтения
}
read-in = Читать на другом языке
read-also = Читайте также
filed-under = Темы
related-stories = По теме
next-story = Следующий материал
picture-credit = Автор:
picture-pool = Пул
picture-handout = Фото предоставлено
picture-screengrab = Снимок экрана
picture-social = Из социальных сетей
picture-reader = Прислано читателем
picture-generated = Создано с помощью ИИ
picture-partly-generated = Частично создано с помощью ИИ
picture-rendered = Компьютерная графика
picture-composite = Коллаж
picture-partly-synthetic = Коллаж с компьютерной графикой
picture-virtual = Снято в виртуальном мире
gallery-open = { $place }: на весь экран
gallery-position = { NUMBER($at) } из { NUMBER($count) }
gallery-previous = Предыдущий снимок
gallery-next = Следующий снимок
gallery-close = Закрыть
gallery-label = { $count ->
    [one] { NUMBER($count) } кадр
    [few] { NUMBER($count) } кадра
   *[many] { NUMBER($count) } кадров
}
embed-opens = Открыть на { $name }
embed-play = Показать здесь
embed-warning = С { $name } ничего не загружено. Если показать или открыть это, { $name } узнает ваш сетевой адрес и то, что вы пришли из нашей газеты.
notices = Исправления и уточнения
notice-correction = Исправление
notice-clarification = Уточнение
notice-editors_note = От редакции
notice-retraction = Опровержение
retracted-title = Этот материал отозван редакцией
attribution-label = Впервые опубликовано
attribution-original = Оригинал
attribution-archived = Архивная копия
language-ar = на арабском
language-da = на датском
language-de = на немецком
language-el = на греческом
language-en = на английском
language-es = на испанском
language-et = на эстонском
language-fi = на финском
language-fr = на французском
language-it = на итальянском
language-lt = на литовском
language-lv = на латышском
language-nl = на нидерландском
language-no = на норвежском
language-pl = на польском
language-pt = на португальском
language-ru = на русском
language-sv = на шведском
language-tr = на турецком
language-uk = на украинском
language-zh = на китайском

## Обсуждение

comments = Комментарии
comments-read-only = Обсуждение закрыто. Всё сказанное остаётся здесь.
comments-none = Пока никто не написал.
comment-reply-to = ответ на реплику: { $name }
comment-link = Ссылка на комментарий

## Архив

archive-heading = Архив: { $when }
archive-calendar = Дни месяца
archive-earlier = Раньше
archive-later = Позже
archive-month = Весь месяц
archive-empty = В эти дни ничего не публиковалось.

## Когда страницы нет

not-found-title = Такой страницы нет
not-found-text = Возможно, в адресе опечатка или материал переехал. Ниже — разделы газеты и последние публикации.
gone-title = Материал снят с публикации
gone-text = Редакция убрала его намеренно. По этому адресу он больше не появится.
legal-title = Этот материал нельзя показать
legal-text = Он удалён по юридическим причинам.
failed-title = У нас что-то сломалось
failed-text = С вашей связью всё в порядке. Попробуйте ещё раз через минуту.
fault-number = Номер сбоя, если решите нам написать: { $id }
