### La redacción en el navegador.

# Same as English.
brand = Dateline
navigation = Redacción
skip = Ir al contenido
language = Idioma
close = Cerrar
cancel = Cancelar
save = Guardar
saved = Guardado.
copy = Copiar
copied = Copiado.
undo = Deshacer
redo = Rehacer
more = Más
open = Abrir
name = Nombre
email = Correo electrónico
password = Contraseña
password-hint = Doce signos como mínimo. Lo mejor: varias palabras cuya relación solo usted conoce.
nobody = Nadie
reason = Motivo
reason-hint = Solo para la redacción. Queda en el historial.

## Cuando no hay nada que mostrar

face-loading = Cargando…
face-again = Probar otra vez
face-failed = No ha funcionado
face-failed-text = Algo ha fallado por nuestra parte. Pruebe dentro de un momento.
face-offline = Sin conexión
face-offline-text = No se puede llegar a la redacción. Compruebe la conexión de este dispositivo. Lo que ha escrito queda aquí y saldrá en cuanto se pueda.
face-forbidden = Esto no le está permitido
face-missing-right = Le haría falta: { $rights }.
face-nowhere = No hay nada en esta dirección
face-nowhere-text = Quizá el enlace sea antiguo o se haya perdido una letra.
face-chunk-text = Una parte de la redacción no se ha podido cargar. Puede que haya una versión nueva: vuelva a cargar la página.

## Puesta en marcha, entrada

setup-title = Esta casa aún no tiene dueño
setup-text = Cree la primera cuenta. Puede hacerlo todo e invita a los demás.
setup-token = Clave de puesta en marcha
setup-token-hint = Está en el enlace que el programa mostró al arrancar por primera vez.
setup-done = Crear la cuenta
setup-over-title = Esta casa ya tiene dueño
setup-over-text = El enlace sirvió una vez y ya no vale. Pida una invitación a un administrador.
sign-in = Entrar
sign-in-title = Entrar en la redacción
sign-in-wrong = La dirección y la contraseña no van juntas.
sign-in-code = Código
sign-in-code-hint = Seis cifras de la aplicación de su teléfono.
sign-in-code-wrong = Este código no vale. Espere al siguiente y pruebe otra vez.
sign-in-recovery-code = Código de reserva
sign-in-recovery-hint = Cada uno sirve una vez.
sign-in-use-recovery = Usar un código de reserva
sign-in-use-code = Usar la aplicación del teléfono
sign-in-passkey = Entrar con una llave de acceso
sign-out = Salir
passkey-not-used = No se ha usado ninguna llave de acceso. Elija una o entre con su contraseña.
passkey-not-made = No se ha creado ninguna llave de acceso.
session-ended = Entre otra vez
session-ended-text = Su sesión ha terminado. Lo que ha escrito sigue aquí y saldrá en cuanto vuelva.
invitation-title = Bienvenida o bienvenido, { $name }
invitation-text = Entrará como { $email }. Elija una contraseña.
invitation-accept = Unirse a la redacción
invitation-gone = Esta invitación ya no vale
invitation-gone-text = Se usó, se retiró o es demasiado antigua. Pida otra.

## En todas partes

own-menu = Su cuenta: { $name }
site-open = Abrir el sitio
palette-title = Ir a cualquier lugar
palette-open = Buscar
palette-hint = Una noticia, una vista, una acción…
palette-results = Lo encontrado
palette-nothing = Nada contiene estas palabras.
shortcuts-title = Atajos de teclado
shortcuts-everywhere = En todas partes
shortcuts-story = En una pieza
shortcuts-text = En el texto

## El tablero

board-title = Piezas
board-live = En directo
board-not-live = Sin directo
board-filters = Qué piezas
board-search = Buscar en los titulares
board-all = Todas
board-anyone = Cualquiera
board-mine = Las mías
board-with-spiked = Con las descartadas
board-states = Etapas
board-choose = Elegir «{ $headline }»
board-chosen-label = Piezas elegidas
board-chosen =
    { $count ->
        [one] { NUMBER($count) } pieza elegida. Pasarla a:
       *[other] { NUMBER($count) } piezas elegidas. Pasarlas a:
    }
board-empty = Aún no hay piezas
board-empty-text = Empiece la primera. Todos la verán aquí en cuanto tenga titular.
board-nothing = No hay piezas así
board-nothing-text = Nada responde a lo que busca.
board-clear = Mostrar todas
board-moved = «{ $headline }» está ahora: { $state }.
board-no-way = Ninguna acción lleva de ahí a «{ $state }».
column-empty = Nada aquí.
card-menu = Acciones de «{ $headline }»
card-due = Para { $at }
card-late = Con retraso: { $at }
card-behind = Cambiada desde la publicación
card-people = Ahora aquí: { $names }
filters-title = Filtros guardados
filters-keep = Guardar este filtro
filters-forget = Olvidar «{ $name }»
state-draft = Borrador
state-submitted = Entregada
state-in_edit = En edición
state-ready = Lista
state-scheduled = Programada
state-published = Publicada
state-spiked = Descartada
state-killed = Anulada
act-submit = Entregar
act-claim = Tomar para editar
act-return = Devolver a quien la escribió
act-approve = Aprobar
act-spike = Descartar
act-unspike = Recuperar
act-publish = Publicar…
act-unpublish = Retirar del sitio…
act-kill = Anular…
format-news = Noticia
format-analysis = Análisis
format-feature = Reportaje
format-opinion = Opinión
format-explainer = Claves
format-interview = Entrevista
format-offbeat = Curiosidades
format-gallery = En imágenes
format-live_blog = En directo
format-press_review = Revista de prensa
format-obituary = Obituario
words =
    { $count ->
        [one] { NUMBER($count) } palabra
       *[other] { NUMBER($count) } palabras
    }
reading-time =
    { $minutes ->
        [one] { NUMBER($minutes) } minuto de lectura
       *[other] { NUMBER($minutes) } minutos de lectura
    }

## Una pieza

story-new = Pieza nueva
story-make = Empezar a escribir
story-no-edition = Esta casa aún no tiene edición. Traiga primero un archivo por la línea de órdenes: dateline import.
story-untitled = Aún sin titular
story-headline = Titular
story-headline-hint = Se puede cambiar después.
story-kicker = Antetítulo
story-standfirst = Entradilla
story-body = Texto de la pieza
story-body-empty = Escriba aquí. «/» inserta fotos, citas, tablas…
story-edition = Edición
story-section = Sección
story-format = Género
story-desk = Mesa
story-assignee = Encargada a
story-due = Plazo
story-byline = Firma
story-tags = Temas
story-slug = Dirección
story-slug-public = La pieza es pública: su dirección antigua llevará a la nueva.
story-comments = Comentarios
story-note = Nota para quien siga con ella
story-note-hint = Los lectores no la ven nunca.
story-legal-hold = Retener hasta que la lea un abogado
story-legal-hold-short = Espera al abogado
story-place = Lugar
story-place-hint = Abre la crónica, como «LINDMAR —».
story-trail = Texto en las tarjetas
story-trail-hint = Si está vacío, las tarjetas muestran la entradilla.
story-description = Para los buscadores
story-description-hint = Si está vacío, reciben la entradilla.
story-canonical = Publicada primero en
story-canonical-hint = Solo si salió antes en otro lugar.
story-writers = Ahora en esta pieza
story-acts = Acciones
story-panel = Detalles
story-preview = Vista previa
story-publish = Publicar
story-publish-open = Publicar
story-update = Publicar los cambios
story-on-site = Verla en el sitio
story-readonly = Puede leer esta pieza, pero no escribir en ella.
story-embargoed = Bajo embargo
story-gone = No existe tal pieza
story-gone-text = Quizá el enlace sea antiguo o usted no pueda verla.
story-safe-ask = ¿Está guardado?
story-safe-told = Todo lo que ha escrito está a salvo. No hay nada que pulsar: siempre lo está.
story-not-safe-told = Aún no está todo a salvo. Saldrá en cuanto se pueda.
story-unsafe-leave = Algunas de sus palabras aún no están a salvo. Repita para salir de todos modos.
headline-long =
    { $count ->
        [one] { NUMBER($count) } signo: largo para un titular.
       *[other] { NUMBER($count) } signos: largo para un titular.
    }
kept-safe = Guardado
kept-saving = Guardando…
kept-connecting = Conectando…
kept-away = Sin conexión. Puede seguir escribiendo.
kept-waiting = Sin conexión. Sus palabras esperan aquí.
kept-ended = Entre para seguir
kept-refused = Sin conectar
lost-title = La redacción no aceptó esta copia
lost-text = Sus palabras están abajo. Copie lo que necesite y empiece de nuevo con lo que tiene la redacción.
lost-words = Sus palabras
lost-copied = Sus palabras están copiadas.
lost-anew = Empezar de nuevo
comments-open = Abiertos
comments-read_only = Solo lectura
comments-closed = Cerrados
several-hint = Escriba un nombre…
several-sooner = Adelantar { $name }
several-remove = Quitar { $name }
panel-details = Detalles
panel-timing = Fechas
panel-checks = Controles
panel-notices = Notas
panel-history = Historial
panel-desk = En la mesa
panel-words = Otros textos

## Escribir

toolbar = Herramientas de texto
toolbar-put = Insertar
toolbar-more = Más marcas
slash-title = Insertar un elemento
suggest-mode = Sugerir en vez de cambiar
suggest-accept = Aceptar
suggest-reject = Rechazar
suggest-accept-all = Aceptar todo
suggest-reject-all = Rechazar todo
suggest-count =
    { $count ->
        [one] { NUMBER($count) } sugerencia
       *[other] { NUMBER($count) } sugerencias
    }
mark-strong = Negrita
mark-em = Cursiva
mark-strike = Tachado
mark-link = Enlace
mark-sup = Superíndice
mark-sub = Subíndice
mark-code_mark = Código
link-address = Dirección
link-story = Enlace a una pieza nuestra
link-remove = Quitar el enlace
link-wrong = Los lectores no pueden seguir esta dirección. Empieza por https://, mailto: o /.
element-paragraph = Texto
element-heading = Ladillo
element-heading_3 = Ladillo menor
element-picture = Foto
element-gallery = Galería
element-quote = Cita
element-pull_quote = Destacado
element-bullet_list = Lista
element-ordered_list = Lista numerada
element-rich_link = Tarjeta de una pieza
element-attribution = Dónde salió primero
element-factbox = Despiece
element-table = Tabla
element-embed = Contenido externo
element-audio = Sonido
element-video = Vídeo
element-footnote = Nota al pie
element-code = Código
element-rule = Filete
element-correction = Corrección
element-up = Subir
element-down = Bajar
element-remove = Quitar
element-incomplete = Los lectores aún no ven esto: falta algo.
element-correction-note = Aquí hay una corrección. Se cambia en «Notas».
field-speaker = Quién habla
field-role = Cargo
field-source = Fuente
field-source_url = Enlace a la fuente
field-outlet = Medio
field-author = Autor
field-title = Título
field-box_title = Título
field-url = Dirección
field-date = Fecha
field-language = Idioma
field-archived_url = Copia archivada
field-provider = Servicio
field-key = Marca
quote-lacks-source = ¿Quién lo dijo y dónde?
card-choose = Elegir una pieza
card-change = Elegir otra pieza
card-missing = Esta pieza ya no está o usted no puede verla.
table-caption = Pie
table-header = La primera fila es un encabezado
table-add-row = Fila
table-add-column = Columna
table-remove-row = Fila
table-remove-column = Columna
gallery-title = Título de la galería
gallery-add = Añadir una foto
paste-too-long = Es más de lo que cabe en una pieza: 400 000 signos como máximo.
find-title = Buscar y reemplazar
find-words = Buscar
find-by = Reemplazar por
find-exact = Distinguir mayúsculas
find-count = { NUMBER($at) } de { NUMBER($count) }
find-previous = Anterior
find-next = Siguiente
find-replace = Reemplazar
find-replace-all = Reemplazar todo
find-replaced =
    { $count ->
        [one] Reemplazado { NUMBER($count) } vez.
       *[other] Reemplazado { NUMBER($count) } veces.
    }

## Fotos

pictures-title = Fotos
pictures-search = Buscar fotos
pictures-lacking = Solo las que les falta algo
pictures-nothing = No hay fotos así
pictures-nothing-text = Pruebe otras palabras o traiga una de este dispositivo.
pictures-empty = Aún no hay fotos
pictures-empty-text = Suelte algunas aquí. Lo que dicen de sí mismas se lee solo.
pictures-coming =
    { $count ->
        [one] Llega { NUMBER($count) } foto…
       *[other] Llegan { NUMBER($count) } fotos…
    }
picture-coming = La foto está llegando…
picture-choose = Elegir una foto
picture-change = Elegir otra foto
picture-remove = Quitar la foto
picture-from-device = De este dispositivo
picture-untitled = Sin pie
picture-no-picture = Solo se pueden insertar fotos.
picture-not-there = Esta foto ya no está.
picture-caption-here = Pie aquí
picture-alt-here = Texto alternativo aquí
picture-credit = Crédito
picture-alt = Texto alternativo: qué muestra
picture-lacks-credit = Falta el crédito
picture-lacks-alt = Falta el texto alternativo
picture-lacks-rights = Derechos desconocidos
picture-sheet = Foto
picture-uses = Usada en
picture-rights = Derechos
picture-field-caption = Pie
picture-field-alt = Texto alternativo
picture-field-credit_line = Línea de crédito
picture-field-photographer = Fotógrafo
picture-field-source = Fuente
picture-field-copyright = Derechos de autor
picture-field-headline = Título
picture-lease-until = Se puede usar hasta el { $at }.
picture-lease-ends = Se puede usar hasta
picture-lease-add = Fijar
rights-staff = De la casa
rights-commissioned = Por encargo
rights-agency = Agencia
rights-stock = Banco de imágenes
rights-pool = Compartida
rights-handout = Cedida
rights-screengrab = Captura de pantalla
rights-social = De redes sociales
rights-reader = De un lector
# Same as English.
rights-creative_commons = Creative Commons
rights-public_domain = Dominio público
rights-unknown = Desconocidos
lead-empty = Suelte aquí la foto principal o elija una

## Fechas

timing-zone = Todas las horas en su zona, { $zone }.
timing-publish-at = Publicar el
timing-schedule = Programar
timing-unschedule = Anular la programación
timing-scheduled = Se publicará el { $at }.
timing-unscheduled = La programación está anulada.
timing-will = Se publicará el { $at }, aunque no haya nadie.
timing-public-since = Pública desde el { $at }.
timing-embargo = Embargo hasta
timing-embargo-hint = Antes nadie puede publicarla y solo la redacción la ve.
timing-hold = Poner el embargo
timing-release = Levantarlo
timing-embargoed = Bajo embargo hasta el { $at }.
timing-released = El embargo está levantado.
timing-unpublish-at = Retirar del sitio el
timing-unpublish-hint = Déjelo vacío para que siga siendo pública.

## Controles y publicación

check-block = Lo impide:
check-warn = Mire esto:
check-show = Mostrar
checks-good = Nada impide publicar esta pieza.
checks-again = Comprobar otra vez
check-headline-missing = No tiene titular.
check-text-missing = No tiene ni texto ni fotos.
check-picture-absent = Una de sus fotos ya no está.
check-picture-credit = Una foto no tiene crédito.
check-picture-alt = Una foto no tiene texto alternativo.
check-picture-rights = No se conocen los derechos de una foto.
check-picture-withheld = Una foto no se puede mostrar.
check-embargo = Está bajo embargo.
check-legal-hold = Está retenida hasta que la lea un abogado.
check-quote-source = Una cita no dice ni quién ni dónde: «{ $quote }»
check-headline-quotation = El titular cita lo que no está en el texto: «{ $quotation }»
check-link-withdrawn = Un enlace lleva a una pieza retirada.
check-link-not-public = Un enlace lleva a una pieza que no es pública.
check-translation-missing = No tiene traducción en la edición { $edition }.
check-translation-behind = La traducción va por detrás de su original.
publish-now = Publicar ahora
publish-update-now = Publicar los cambios ahora
publish-later = Más tarde…
publish-not-safe = Sus últimas palabras están en camino. Un momento.
publish-embargo = Bajo embargo hasta el { $at }.
publish-appears =
    { $count ->
        [one] Los lectores la tienen al momento. Cambia { NUMBER($count) } página.
       *[other] Los lectores la tienen al momento. Cambian { NUMBER($count) } páginas.
    }
publish-changes =
    { $count ->
        [one] Los lectores tienen al momento el texto nuevo. Cambia { NUMBER($count) } página.
       *[other] Los lectores tienen al momento el texto nuevo. Cambian { NUMBER($count) } páginas.
    }
publish-notice = Nota para los lectores
publish-notice-hint = Corregir un hecho pide una nota. Una coma, no.
publish-without-notice = Ninguna
published-title = Publicada
published-pages =
    { $count ->
        [one] { NUMBER($count) } página actualizada.
       *[other] { NUMBER($count) } páginas actualizadas.
    }
page-kind-story = la pieza
page-kind-front = portada
page-kind-section = sección
page-kind-tag = tema
page-kind-contributor = autor
page-kind-archive = archivo
page-kind-translation = traducción
page-kind-card = muestra su tarjeta
unpublish-means = Los lectores dejan de encontrarla: su dirección dice que ya no está y sale de todas las listas. El texto queda en la redacción.
unpublished-done = La pieza está fuera del sitio.
kill-means = La pieza se anula para siempre: su dirección responde 410 y no puede volver nunca.
kill-sure = Entiendo que no puede volver.
killed-done = La pieza está anulada.
preview-width = Anchura
preview-phone = Teléfono
preview-tablet = Tableta
preview-desk = Escritorio
preview-share = Enlace para alguien de fuera
preview-copied = El enlace está copiado.
preview-until = Vale hasta el { $at }.

## Notas

notices-none = Ninguna nota.
notice-new = Nota nueva
notice-new-text = Es pública al momento, con la fecha de hoy, debajo de la pieza.
notice-kind-label = Clase
notice-text = Texto de la nota
notice-add = Añadir la nota
notice-added = La nota es pública.
notice-kind-correction = Corrección
notice-kind-clarification = Aclaración
notice-kind-editors_note = Nota de la redacción
notice-kind-retraction = Retractación

## Historial

history-revisions = Estados guardados
history-timeline = Qué ha pasado
history-none = Nada todavía.
history-compare = Comparar
history-restore = Restaurar
history-restored = Ha vuelto el texto del estado { $number }. Los demás también se guardan.
compare-title = Comparar dos estados
compare-from = De
compare-until = a
compare-do = Comparar
compare-same = Ambos dicen lo mismo.
event-story-created = Empezada
event-story-revised = Escrita
event-story-published = Publicada
event-story-unpublished = Retirada del sitio
event-story-scheduled = Programada
event-story-unscheduled = Programación anulada
event-story-corrected = Corregida
event-story-killed = Anulada
event-story-submitted = Entregada
event-story-claimed = Tomada para editar
event-story-returned = Devuelta a quien la escribió
event-story-approved = Aprobada
event-story-spiked = Descartada
event-story-unspiked = Recuperada
event-story-filed = Clasificada de otro modo
event-story-assigned = Encargada
event-story-embargoed = Puesta bajo embargo
event-embargo-lifted = Embargo levantado
event-preview-shared = Enlace para alguien de fuera creado
event-preview-revoked = Enlace para alguien de fuera retirado

## Equipo

staff-title = Equipo
staff-invite = Invitar a alguien
staff-invite-make = Crear la invitación
staff-invitations = Invitaciones abiertas
staff-revoke = Retirar
staff-revoked = El enlace ya no vale.
staff-role = Función
staff-roles = Funciones
staff-roles-of = Funciones de { $name }
staff-role-add = Otra función
staff-role-remove = Quitar la función
staff-password-link = Enlace para una contraseña nueva
staff-end-sessions = Cerrar todas sus sesiones
staff-sessions-ended = Todas sus sesiones están cerradas.
staff-disable = Desactivar la cuenta
staff-enable = Activar la cuenta
staff-disabled = Desactivada
staff-disabled-done = La cuenta está desactivada y sus sesiones cerradas.
staff-you = Usted
staff-seen = Última vez: { $at }
staff-never-seen = Aún no ha venido
link-made = Un enlace que entregar
link-made-text = Envíelo por una vía segura. Solo se muestra ahora, sirve una vez y vale hasta el { $at }.
invitation-kind-password = Contraseña nueva
invitation-kind-invitation = Invitación
role-reporter = Redactor
role-editor = Editor de textos
role-publisher = Responsable de publicación
role-picture_editor = Editor gráfico
role-translator = Traductor
role-live_reporter = Redactor del directo
role-moderator = Moderador
role-administrator = Administrador
role-may-reporter = Escribe piezas y las entrega.
role-may-editor = Edita las piezas de otros y las aprueba.
role-may-publisher = Edita, publica, corrige y retira.
role-may-picture_editor = Responde de las fotos y de sus derechos.
role-may-translator = Escribe traducciones.
role-may-live_reporter = Escribe en el directo.
role-may-moderator = Modera lo que escriben los lectores.
role-may-administrator = Puede todo y decide quién puede qué.

## La cuenta propia

account-title = Su cuenta
account-current-password = Contraseña actual
account-new-password = Contraseña nueva
account-change-password = Cambiar la contraseña
account-password-changed = La contraseña está cambiada.
account-password-ends = En todos los demás lugares se cerrará su sesión.
account-second-factor = Segundo factor
account-totp-on = Al entrar con contraseña se pide un código de su teléfono.
account-totp-off = Un código de una aplicación de su teléfono detiene a quien conozca su contraseña.
account-totp-add = Configurar
account-totp-remove = Quitar
account-totp-removed = El segundo factor está quitado.
account-codes-left =
    { $count ->
        [one] Queda { NUMBER($count) } código de reserva.
       *[other] Quedan { NUMBER($count) } códigos de reserva.
    }
account-codes-new = Códigos de reserva nuevos
account-codes-made = Hay códigos de reserva nuevos. Los antiguos ya no valen.
account-passkeys = Llaves de acceso
account-passkeys-text = Una llave de acceso le deja entrar con la huella, la cara o el bloqueo de este dispositivo. Ninguna página falsa puede robarla.
account-passkey-add = Añadir una llave de acceso
account-passkey-name-hint = Para reconocerla, por ejemplo «Teléfono».
account-passkey-added = La llave de acceso está añadida.
account-passkey-removed = La llave de acceso está quitada.
account-sessions = Dónde tiene la sesión abierta
account-unknown-device = Dispositivo desconocido
account-this-device = Este dispositivo
account-seen = Último uso: { $at }
account-end-session = Cerrar la sesión
account-session-ended = La sesión de allí está cerrada.
account-proof = Confirme que es usted
account-proof-text = Esto cambia su modo de entrar. Diga otra vez su contraseña.
account-proof-go = Seguir
codes-title = Sus códigos de reserva
codes-text = Cada uno le deja entrar una vez si se pierde el teléfono. Guárdelos donde nadie más mire. Solo se muestran ahora.
codes-kept = Los he guardado
totp-scan = Escanéelo con una aplicación de códigos y escriba lo que muestre.
totp-qr = Código QR con el secreto
totp-secret = O escriba el secreto:
totp-confirm = Confirmar
