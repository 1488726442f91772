## Сведения о происхождении снимков

credentials = Сведения о происхождении
credentials-trusted = Оригинал этого снимка опечатан, печать цела, и мы знаем, кто её поставил.
credentials-valid = Оригинал этого снимка опечатан, и печать цела. Подписавший назвал себя сам; это имя мы не проверяли.
credentials-invalid = Оригинал этого снимка был опечатан, но печать нарушена: файл или сведения о нём потом изменили.
credentials-signed-by = Подписано
credentials-signed-at = Дата подписи
credentials-tool = Сделано с помощью
credentials-edits = Что сделано
credentials-ai = Искусственный интеллект
credentials-ai-whole = Изображение создано моделью ИИ.
credentials-ai-part = Часть изображения создана моделью ИИ.
credentials-edit-created = создано
credentials-edit-opened = открыто
credentials-edit-placed = вставлены другие изображения
credentials-edit-cropped = кадрировано
credentials-edit-resized = изменён размер
credentials-edit-orientation = повёрнуто
credentials-edit-color-adjustments = исправлены цвета
credentials-edit-filtered = применён фильтр
credentials-edit-edited = отредактировано
credentials-edit-drawing = дорисовано
credentials-edit-removed = что-то удалено
credentials-edit-redacted = часть сведений опущена
credentials-edit-converted = изменён формат файла
credentials-edit-transcoded = сохранено заново
credentials-edit-repackaged = переупаковано
credentials-edit-published = опубликовано
credentials-edit-others = { $count ->
    [one] ещё { NUMBER($count) } действие
    [few] ещё { NUMBER($count) } действия
   *[many] ещё { NUMBER($count) } действий
}
