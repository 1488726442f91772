### Редакция в браузере.

# Same as English.
# foreign: Dateline
brand = Dateline
navigation = Редакция
skip = К содержанию
language = Язык
close = Закрыть
cancel = Отмена
save = Сохранить
saved = Сохранено.
copy = Скопировать
copied = Скопировано.
undo = Отменить
redo = Вернуть
more = Ещё
open = Открыть
name = Имя
email = Адрес почты
password = Пароль
password-hint = Не меньше двенадцати знаков. Лучше всего несколько слов, связь между которыми знаете только вы.
nobody = Никто
reason = Причина
reason-hint = Только для редакции. Остаётся в истории.

## Пока показать нечего

face-loading = Загрузка…
face-again = Попробовать ещё раз
face-failed = Не получилось
face-failed-text = Что-то сломалось на нашей стороне. Попробуйте через минуту.
face-offline = Нет связи
face-offline-text = Редакция недоступна. Проверьте связь на этом устройстве. Всё набранное остаётся здесь и уйдёт, как только связь появится.
face-forbidden = Этого вам нельзя
face-missing-right = Для этого нужно право: { $rights }.
face-nowhere = По этому адресу ничего нет
face-nowhere-text = Возможно, ссылка устарела или в ней потерялась буква.
face-chunk-text = Часть программы не загрузилась. Возможно, вышла новая версия: обновите страницу.

## Начало, вход

setup-title = У этой редакции ещё нет владельца
setup-text = Создайте первую учётную запись. Ей можно всё, она пригласит остальных.
setup-token = Ключ
setup-token-hint = Он стоит в ссылке, которую программа напечатала при первом запуске.
setup-done = Создать учётную запись
setup-over-title = У этой редакции есть владелец
setup-over-text = Ссылка сработала один раз и больше не действует. Попросите приглашение у администратора.
sign-in = Войти
sign-in-title = Вход в редакцию
sign-in-wrong = Адрес и пароль не подходят друг к другу.
sign-in-code = Код
sign-in-code-hint = Шесть цифр из приложения на телефоне.
sign-in-code-wrong = Этот код не подошёл. Дождитесь следующего и попробуйте ещё раз.
sign-in-recovery-code = Запасной код
sign-in-recovery-hint = Каждый действует один раз.
sign-in-use-recovery = Ввести запасной код
sign-in-use-code = Ввести код из приложения
sign-in-passkey = Войти с ключом доступа
sign-out = Выйти
passkey-not-used = Ключ доступа не использован. Выберите его или войдите по паролю.
passkey-not-made = Ключ доступа не создан.
session-ended = Войдите ещё раз
session-ended-text = Ваш сеанс закончился. Всё набранное осталось здесь и уйдёт, как только вы вернётесь.
invitation-title = Добро пожаловать, { $name }
invitation-text = Вы будете входить как { $email }. Придумайте пароль.
invitation-accept = Войти в редакцию
invitation-gone = Приглашение больше не действует
invitation-gone-text = Его использовали, отозвали, или прошло слишком много времени. Попросите новое.

## Везде

own-menu = Ваша учётная запись: { $name }
site-open = Открыть сайт
palette-title = Перейти куда угодно
palette-open = Найти
palette-hint = Материал, раздел, действие…
palette-results = Что нашлось
palette-nothing = С такими словами ничего нет.
shortcuts-title = Сочетания клавиш
shortcuts-everywhere = Везде
shortcuts-story = В материале
shortcuts-text = В тексте

## Доска

board-title = Материалы
board-live = Обновляется сразу
board-not-live = Не обновляется
board-filters = Какие материалы
board-search = Искать в заголовках
board-all = Все
board-anyone = Любой
board-mine = Мои
board-with-spiked = Вместе со снятыми
board-states = Этапы
board-choose = Выбрать «{ $headline }»
board-chosen-label = Выбранные материалы
board-chosen =
    { $count ->
        [one] Выбран { NUMBER($count) } материал. Перенести в:
        [few] Выбрано { NUMBER($count) } материала. Перенести в:
        [many] Выбрано { NUMBER($count) } материалов. Перенести в:
       *[other] Выбрано { NUMBER($count) } материала. Перенести в:
    }
board-empty = Материалов пока нет
board-empty-text = Начните первый. Все увидят его здесь, как только у него появится заголовок.
board-nothing = Таких материалов нет
board-nothing-text = Ничего не подходит под то, что вы ищете.
board-clear = Показать все
board-moved = «{ $headline }» теперь: { $state }.
board-no-way = Оттуда нет пути в «{ $state }».
column-empty = Здесь пусто.
card-menu = Действия: «{ $headline }»
card-due = Срок: { $at }
card-late = Просрочено: { $at }
card-behind = Изменён после публикации
card-people = Сейчас здесь: { $names }
filters-title = Сохранённые отборы
filters-keep = Сохранить этот отбор
filters-forget = Забыть «{ $name }»
state-draft = Черновик
state-submitted = Сдан
state-in_edit = В правке
state-ready = Готов
state-scheduled = Запланирован
state-published = Опубликован
state-spiked = Снят
state-killed = Отозван
act-submit = Сдать
act-claim = Взять в правку
act-return = Вернуть автору
act-approve = Одобрить
act-spike = Снять
act-unspike = Вернуть в работу
act-publish = Опубликовать…
act-unpublish = Убрать с сайта…
act-kill = Отозвать навсегда…
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
words =
    { $count ->
        [one] { NUMBER($count) } слово
        [few] { NUMBER($count) } слова
        [many] { NUMBER($count) } слов
       *[other] { NUMBER($count) } слова
    }
reading-time =
    { $minutes ->
        [one] { NUMBER($minutes) } минута чтения
        [few] { NUMBER($minutes) } минуты чтения
        [many] { NUMBER($minutes) } минут чтения
       *[other] { NUMBER($minutes) } минуты чтения
    }

## Материал

story-new = Новый материал
story-make = Начать писать
# foreign: dateline, import
story-no-edition = У этой редакции ещё нет изданий. Сначала перенесите архив в командной строке (dateline import).
story-untitled = Пока без заголовка
story-headline = Заголовок
story-headline-hint = Его можно изменить потом.
story-kicker = Надзаголовок
story-standfirst = Подзаголовок
story-body = Текст материала
story-body-empty = Пишите здесь. «/» вставляет снимки, цитаты, таблицы…
story-edition = Издание
story-section = Рубрика
story-format = Жанр
story-desk = Отдел
story-assignee = Кто делает
story-due = Срок
story-byline = Авторы
story-tags = Темы
story-slug = Адрес
story-slug-public = Материал опубликован: старый адрес будет вести на новый.
story-comments = Комментарии
story-note = Записка тому, кто возьмёт материал следующим
story-note-hint = Читатели её никогда не увидят.
story-legal-hold = Держать, пока не прочёл юрист
story-legal-hold-short = Ждёт юриста
story-place = Место
story-place-hint = Открывает сообщение, как «ЛИНДМАР —».
story-trail = Текст на карточках
story-trail-hint = Если пусто, карточки показывают подзаголовок.
story-description = Для поисковых систем
story-description-hint = Если пусто, они получают подзаголовок.
story-canonical = Где вышло впервые
story-canonical-hint = Только если материал сначала вышел в другом месте.
story-writers = Сейчас в материале
story-acts = Действия
story-panel = Подробности
story-preview = Предпросмотр
story-publish = Опубликовать
story-publish-open = Опубликовать
story-update = Опубликовать изменения
story-on-site = Посмотреть на сайте
story-readonly = Вы можете читать этот материал, но не писать в нём.
story-embargoed = Под эмбарго
story-gone = Такого материала нет
story-gone-text = Возможно, ссылка устарела или вам не положено его видеть.
story-safe-ask = Сохранено ли?
story-safe-told = Всё набранное в безопасности. Нажимать ничего не нужно: так всегда.
story-not-safe-told = Пока в безопасности не всё. Уйдёт, как только появится связь.
story-unsafe-leave = Часть ваших слов ещё не в безопасности. Нажмите ещё раз, чтобы всё равно уйти.
headline-long =
    { $count ->
        [one] { NUMBER($count) } знак: длинно для заголовка.
        [few] { NUMBER($count) } знака: длинно для заголовка.
        [many] { NUMBER($count) } знаков: длинно для заголовка.
       *[other] { NUMBER($count) } знака: длинно для заголовка.
    }
kept-safe = Сохранено
kept-saving = Сохраняется…
kept-connecting = Соединение…
kept-away = Нет связи. Можно писать дальше.
kept-waiting = Нет связи. Ваши слова ждут здесь.
kept-ended = Войдите, чтобы продолжить
kept-refused = Нет соединения
lost-title = Эту копию редакция не приняла
lost-text = Ваши слова ниже. Скопируйте нужное и начните заново с того, что есть в редакции.
lost-words = Ваши слова
lost-copied = Ваши слова скопированы.
lost-anew = Начать заново
comments-open = Открыты
comments-read_only = Только чтение
comments-closed = Закрыты
several-hint = Начните вводить имя…
several-sooner = Передвинуть вперёд: { $name }
several-remove = Убрать: { $name }
panel-details = Детали
panel-timing = Сроки
panel-checks = Проверка
panel-notices = Пометки
panel-history = История
panel-desk = В отделе
panel-words = Прочие слова

## Письмо

toolbar = Средства текста
toolbar-put = Вставить
toolbar-more = Другие пометы
slash-title = Вставить элемент
suggest-mode = Предлагать, а не менять
suggest-accept = Принять
suggest-reject = Отклонить
suggest-accept-all = Принять все
suggest-reject-all = Отклонить все
suggest-count =
    { $count ->
        [one] { NUMBER($count) } предложение
        [few] { NUMBER($count) } предложения
        [many] { NUMBER($count) } предложений
       *[other] { NUMBER($count) } предложения
    }
mark-strong = Полужирный
mark-em = Курсив
mark-strike = Зачёркнутый
mark-link = Ссылка
mark-sup = Верхний индекс
mark-sub = Нижний индекс
mark-code_mark = Код
link-address = Адрес
link-story = Ссылка на наш материал
link-remove = Убрать ссылку
# foreign: https, mailto
link-wrong = По такому адресу читатели не пройдут. Он начинается с https://, mailto: или /.
element-paragraph = Текст
element-heading = Подзаголовок
element-heading_3 = Малый подзаголовок
element-picture = Снимок
element-gallery = Галерея
element-quote = Цитата
element-pull_quote = Выноска
element-bullet_list = Список
element-ordered_list = Нумерованный список
element-rich_link = Карточка материала
element-attribution = Где вышло впервые
element-factbox = Врезка
element-table = Таблица
element-embed = Вставка
element-audio = Звук
element-video = Видео
element-footnote = Сноска
element-code = Код
element-rule = Черта
element-correction = Исправление
element-up = Выше
element-down = Ниже
element-remove = Убрать
element-incomplete = Читатели этого пока не видят: чего-то не хватает.
element-correction-note = Здесь стоит исправление. Оно меняется в «Пометках».
field-speaker = Кто сказал
field-role = Должность
field-source = Источник
field-source_url = Ссылка на источник
field-outlet = Издание
field-author = Автор
field-title = Название
field-box_title = Название
field-url = Адрес
field-date = Дата
field-language = Язык
field-archived_url = Архивная копия
field-provider = Сервис
field-key = Знак
quote-lacks-source = Кто это сказал и где?
card-choose = Выбрать материал
card-change = Выбрать другой материал
card-missing = Этого материала больше нет, или вам не положено его видеть.
table-caption = Подпись
table-header = Первая строка — заголовок
table-add-row = Строка
table-add-column = Столбец
table-remove-row = Строка
table-remove-column = Столбец
gallery-title = Название галереи
gallery-add = Добавить снимок
paste-too-long = Это больше, чем вмещает материал: не более 400 000 знаков.
find-title = Найти и заменить
find-words = Найти
find-by = Заменить на
find-exact = С учётом регистра
find-count = { NUMBER($at) } из { NUMBER($count) }
find-previous = Назад
find-next = Дальше
find-replace = Заменить
find-replace-all = Заменить всё
find-replaced =
    { $count ->
        [one] Заменено { NUMBER($count) } раз.
        [few] Заменено { NUMBER($count) } раза.
        [many] Заменено { NUMBER($count) } раз.
       *[other] Заменено { NUMBER($count) } раза.
    }

## Снимки

pictures-title = Снимки
pictures-search = Искать снимки
pictures-lacking = Только те, где чего-то не хватает
pictures-nothing = Таких снимков нет
pictures-nothing-text = Попробуйте другие слова или принесите снимок с этого устройства.
pictures-empty = Снимков пока нет
pictures-empty-text = Перетащите их сюда. Что они говорят о себе, прочтётся само.
pictures-coming =
    { $count ->
        [one] Загружается { NUMBER($count) } снимок…
        [few] Загружаются { NUMBER($count) } снимка…
        [many] Загружаются { NUMBER($count) } снимков…
       *[other] Загружается { NUMBER($count) } снимка…
    }
picture-coming = Снимок загружается…
picture-choose = Выбрать снимок
picture-change = Выбрать другой снимок
picture-remove = Убрать снимок
picture-from-device = С этого устройства
picture-untitled = Без подписи
picture-no-picture = Вставить можно только снимки.
picture-not-there = Этого снимка больше нет.
picture-caption-here = Подпись здесь
picture-alt-here = Описание здесь
picture-credit = Автор и источник
picture-alt = Описание: что на снимке
picture-lacks-credit = Не указан автор
picture-lacks-alt = Нет описания
picture-lacks-rights = Права неизвестны
picture-sheet = Снимок
picture-uses = Где использован
picture-rights = Права
picture-field-caption = Подпись
picture-field-alt = Описание
picture-field-credit_line = Строка авторства
picture-field-photographer = Фотограф
picture-field-source = Источник
picture-field-copyright = Авторские права
picture-field-headline = Название
picture-lease-until = Можно использовать до { $at }.
picture-lease-ends = Можно использовать до
picture-lease-add = Установить
rights-staff = Свой фотограф
rights-commissioned = По заказу
rights-agency = Агентство
rights-stock = Фотобанк
rights-pool = Пул
rights-handout = Предоставлено
rights-screengrab = Снимок экрана
rights-social = Из социальных сетей
rights-reader = От читателя
# foreign: Creative, Commons
rights-creative_commons = Лицензия Creative Commons
rights-public_domain = Общественное достояние
rights-unknown = Неизвестно
lead-empty = Перетащите сюда главный снимок или выберите его

## Сроки

timing-zone = Всё время — в вашем часовом поясе, { $zone }.
timing-publish-at = Опубликовать в
timing-schedule = Запланировать
timing-unschedule = Отменить
timing-scheduled = Выйдет { $at }.
timing-unscheduled = План отменён.
timing-will = Выйдет { $at }, даже если здесь никого нет.
timing-public-since = Опубликован { $at }.
timing-embargo = Эмбарго до
timing-embargo-hint = До этого никто не может его опубликовать и никто, кроме редакции, его не видит.
timing-hold = Наложить эмбарго
timing-release = Снять
timing-embargoed = Под эмбарго до { $at }.
timing-released = Эмбарго снято.
timing-unpublish-at = Убрать с сайта в
timing-unpublish-hint = Оставьте пустым, чтобы материал оставался на сайте.

## Проверка и публикация

check-block = Не пускает:
check-warn = Обратите внимание:
check-show = Показать
checks-good = Ничто не мешает опубликовать этот материал.
checks-again = Проверить ещё раз
check-headline-missing = Нет заголовка.
check-text-missing = Нет ни текста, ни снимков.
check-picture-absent = Одного из снимков больше нет.
check-picture-credit = У снимка не указан автор.
check-picture-alt = У снимка нет описания.
check-picture-rights = Права на снимок неизвестны.
check-picture-withheld = Снимок показывать нельзя.
check-embargo = Материал под эмбарго.
check-legal-hold = Материал ждёт юриста.
check-quote-source = У цитаты не сказано, кто и где: «{ $quote }»
check-headline-quotation = Заголовок цитирует то, чего нет в тексте: «{ $quotation }»
check-link-withdrawn = Ссылка ведёт на отозванный материал.
check-link-not-public = Ссылка ведёт на материал, который не опубликован.
check-translation-missing = Нет перевода в издании { $edition }.
check-translation-behind = Перевод отстаёт от оригинала.
publish-now = Опубликовать сейчас
publish-update-now = Опубликовать изменения сейчас
publish-later = Позже…
publish-not-safe = Ваши последние слова ещё в пути. Одну минуту.
publish-embargo = Под эмбарго до { $at }.
publish-appears =
    { $count ->
        [one] Читатели получат его сразу. Изменится { NUMBER($count) } страница.
        [few] Читатели получат его сразу. Изменятся { NUMBER($count) } страницы.
        [many] Читатели получат его сразу. Изменятся { NUMBER($count) } страниц.
       *[other] Читатели получат его сразу. Изменится { NUMBER($count) } страницы.
    }
publish-changes =
    { $count ->
        [one] Читатели получат новый текст сразу. Изменится { NUMBER($count) } страница.
        [few] Читатели получат новый текст сразу. Изменятся { NUMBER($count) } страницы.
        [many] Читатели получат новый текст сразу. Изменятся { NUMBER($count) } страниц.
       *[other] Читатели получат новый текст сразу. Изменится { NUMBER($count) } страницы.
    }
publish-notice = Пометка для читателей
publish-notice-hint = Исправление по существу требует пометки. Запятая — нет.
publish-without-notice = Без пометки
published-title = Опубликовано
published-pages =
    { $count ->
        [one] Обновлена { NUMBER($count) } страница.
        [few] Обновлены { NUMBER($count) } страницы.
        [many] Обновлено { NUMBER($count) } страниц.
       *[other] Обновлено { NUMBER($count) } страницы.
    }
page-kind-story = материал
page-kind-front = главная
page-kind-section = рубрика
page-kind-tag = тема
page-kind-contributor = автор
page-kind-archive = архив
page-kind-translation = перевод
page-kind-card = показывает его карточку
unpublish-means = Читатели больше его не найдут: адрес ответит, что материала нет, и он уйдёт из всех списков. Текст останется в редакции.
unpublished-done = Материал убран с сайта.
kill-means = Материал отзывается навсегда: его адрес ответит 410, и вернуть его будет нельзя.
kill-sure = Я понимаю, что вернуть его будет нельзя.
killed-done = Материал отозван.
preview-width = Ширина
preview-phone = Телефон
preview-tablet = Планшет
preview-desk = Стол
preview-share = Ссылка для человека со стороны
preview-copied = Ссылка скопирована.
preview-until = Действует до { $at }.

## Пометки

notices-none = Пометок нет.
notice-new = Новая пометка
notice-new-text = Её сразу увидят все, с сегодняшней датой, под материалом.
notice-kind-label = Вид
notice-text = Текст пометки
notice-add = Добавить пометку
notice-added = Пометка опубликована.
notice-kind-correction = Исправление
notice-kind-clarification = Уточнение
notice-kind-editors_note = От редакции
notice-kind-retraction = Опровержение

## История

history-revisions = Сохранённые состояния
history-timeline = Что происходило
history-none = Пока ничего.
history-compare = Сравнить
history-restore = Вернуть
history-restored = Слова состояния { $number } вернулись. Остальные тоже сохранены.
compare-title = Сравнить два состояния
compare-from = С
compare-until = по
compare-do = Сравнить
compare-same = В обоих одно и то же.
event-story-created = Начат
event-story-revised = Написано
event-story-published = Опубликован
event-story-unpublished = Убран с сайта
event-story-scheduled = Запланирован
event-story-unscheduled = План отменён
event-story-corrected = Исправлен
event-story-killed = Отозван
event-story-submitted = Сдан
event-story-claimed = Взят в правку
event-story-returned = Возвращён автору
event-story-approved = Одобрен
event-story-spiked = Снят
event-story-unspiked = Возвращён в работу
event-story-filed = Переложен
event-story-assigned = Назначен
event-story-embargoed = Наложено эмбарго
event-embargo-lifted = Эмбарго снято
event-preview-shared = Создана ссылка для человека со стороны
event-preview-revoked = Ссылка для человека со стороны отозвана

## Сотрудники

staff-title = Сотрудники
staff-invite = Пригласить
staff-invite-make = Создать приглашение
staff-invitations = Открытые приглашения
staff-revoke = Отозвать
staff-revoked = Ссылка больше не действует.
staff-role = Роль
staff-roles = Роли
staff-roles-of = Роли: { $name }
staff-role-add = Ещё одна роль
staff-role-remove = Убрать роль
staff-password-link = Ссылка для нового пароля
staff-end-sessions = Закрыть все сеансы
staff-sessions-ended = Все сеансы закрыты.
staff-disable = Отключить
staff-enable = Включить
staff-disabled = Отключён
staff-disabled-done = Учётная запись отключена, все сеансы закрыты.
staff-you = Вы
staff-seen = Последний раз: { $at }
staff-never-seen = Ещё не заходил
link-made = Ссылка, которую нужно передать
link-made-text = Передайте её надёжным путём. Она показана только сейчас, сработает один раз и действует до { $at }.
invitation-kind-password = Новый пароль
invitation-kind-invitation = Приглашение
role-reporter = Репортёр
role-editor = Редактор
role-publisher = Выпускающий
role-picture_editor = Бильд-редактор
role-translator = Переводчик
role-live_reporter = Ведущий трансляции
role-moderator = Модератор
role-administrator = Администратор
role-may-reporter = Пишет материалы и сдаёт их.
role-may-editor = Правит чужие материалы и одобряет их.
role-may-publisher = Правит, публикует, исправляет и отзывает.
role-may-picture_editor = Отвечает за снимки и права на них.
role-may-translator = Пишет переводы.
role-may-live_reporter = Пишет в прямую трансляцию.
role-may-moderator = Модерирует то, что пишут читатели.
role-may-administrator = Может всё и решает, кому что можно.

## Своя учётная запись

account-title = Ваша учётная запись
account-current-password = Нынешний пароль
account-new-password = Новый пароль
account-change-password = Сменить пароль
account-password-changed = Пароль изменён.
account-password-ends = Во всех других местах вы выйдете.
account-second-factor = Второй фактор
account-totp-on = При входе по паролю спрашивается код с вашего телефона.
account-totp-off = Код из приложения на телефоне не пустит того, кто узнал ваш пароль.
account-totp-add = Настроить
account-totp-remove = Убрать
account-totp-removed = Второй фактор убран.
account-codes-left =
    { $count ->
        [one] Остался { NUMBER($count) } запасной код.
        [few] Осталось { NUMBER($count) } запасных кода.
        [many] Осталось { NUMBER($count) } запасных кодов.
       *[other] Осталось { NUMBER($count) } запасного кода.
    }
account-codes-new = Новые запасные коды
account-codes-made = Новые запасные коды созданы. Старые больше не действуют.
account-passkeys = Ключи доступа
account-passkeys-text = Ключ доступа впускает вас по отпечатку, лицу или замку этого устройства. Украсть его поддельной страницей нельзя.
account-passkey-add = Добавить ключ доступа
account-passkey-name-hint = Чтобы узнать его потом, например «Телефон».
account-passkey-added = Ключ доступа добавлен.
account-passkey-removed = Ключ доступа убран.
account-sessions = Где вы вошли
account-unknown-device = Неизвестное устройство
account-this-device = Это устройство
account-seen = Последний раз: { $at }
account-end-session = Закрыть сеанс
account-session-ended = Сеанс закрыт.
account-proof = Подтвердите, что это вы
account-proof-text = Это меняет то, как вы входите. Введите пароль ещё раз.
account-proof-go = Дальше
codes-title = Ваши запасные коды
codes-text = Каждый впустит вас один раз, если телефон потерян. Храните их там, куда никто больше не смотрит. Они показаны только сейчас.
codes-kept = Они сохранены
totp-scan = Отсканируйте это приложением для кодов и введите то, что оно покажет.
# foreign: QR
totp-qr = QR-код с секретом
totp-secret = Или введите секрет вручную:
totp-confirm = Подтвердить
