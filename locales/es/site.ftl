### El sitio de los lectores.

## En todas partes

skip-to-content = Ir al contenido
nav-sections = Secciones
nav-editions = Idiomas
to-front-page = { $name }, portada
all-sections = Todas las secciones
archive = Hemeroteca
feeds = Canales
standing-pages = El periódico
copyright = © { $year } { $name }
date-and-time = { $date }, { $time }
quoted = «{ $words }»

## La hora, en páginas que no se guardan

time-just-now = ahora mismo
time-minutes-ago = { $count ->
    [one] hace { NUMBER($count) } minuto
   *[other] hace { NUMBER($count) } minutos
}
time-hours-ago = { $count ->
    [one] hace { NUMBER($count) } hora
   *[other] hace { NUMBER($count) } horas
}
time-days-ago = { $count ->
    [one] hace { NUMBER($count) } día
   *[other] hace { NUMBER($count) } días
}

## Portadas y listas

top-stories = Lo más destacado
latest = Lo más reciente
most-discussed = Lo más comentado
older-stories = Anteriores
newest-stories = Volver a lo más reciente
older-than = Antes del { $when }
list-before = { $name }: antes del { $when }
nothing-here = Aquí aún no se ha publicado nada.
comments-count = { $count ->
    [one] { NUMBER($count) } comentario
   *[other] { NUMBER($count) } comentarios
}
stories-count = { $count ->
    [one] { NUMBER($count) } artículo
   *[other] { NUMBER($count) } artículos
}
card-withdrawn = Artículo retirado
tag-kind-topic = Tema
tag-kind-person = Persona
tag-kind-place = Lugar
tag-kind-organisation = Organización
tag-kind-series = Serie
stories-by = Artículos de { $name }

## Géneros

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

## Un artículo

byline-by = Por
published = Publicado
updated = Actualizado
reading-time = { $count ->
    [one] { NUMBER($count) } minuto de lectura
   *[other] { NUMBER($count) } minutos de lectura
}
read-in = Leer este artículo en otro idioma
read-also = Lea también
filed-under = Temas
related-stories = Sobre este asunto
next-story = Siguiente artículo
picture-credit = Crédito:
picture-pool = Foto de agencia compartida
picture-handout = Foto cedida
picture-screengrab = Captura de pantalla
picture-social = De redes sociales
picture-reader = Enviada por un lector
picture-generated = Creada con IA
picture-partly-generated = Creada en parte con IA
picture-rendered = Imagen generada por ordenador
picture-composite = Fotomontaje
picture-partly-synthetic = Fotomontaje, en parte generado por ordenador
picture-virtual = Tomada en un mundo virtual
gallery-open = { $place }: pantalla completa
gallery-position = { NUMBER($at) } de { NUMBER($count) }
gallery-previous = Imagen anterior
gallery-next = Imagen siguiente
gallery-close = Cerrar
gallery-label = { $count ->
    [one] { NUMBER($count) } imagen
   *[other] { NUMBER($count) } imágenes
}
embed-opens = Abrir en { $name }
embed-play = Mostrar aquí
embed-warning = No se ha cargado nada desde { $name }. Si muestra o abre este contenido, { $name } conocerá su dirección de red y sabrá que viene de este periódico.
notices = Correcciones y notas
notice-correction = Corrección
notice-clarification = Aclaración
notice-editors_note = Nota de la redacción
notice-retraction = Retractación
retracted-title = La redacción ha retirado este artículo
attribution-label = Publicado antes en otro medio
attribution-original = Texto original
attribution-archived = Copia archivada
language-ar = en árabe
language-da = en danés
language-de = en alemán
language-el = en griego
language-en = en inglés
language-es = en español
language-et = en estonio
language-fi = en finés
language-fr = en francés
language-it = en italiano
language-lt = en lituano
language-lv = en letón
language-nl = en neerlandés
language-no = en noruego
language-pl = en polaco
language-pt = en portugués
language-ru = en ruso
language-sv = en sueco
language-tr = en turco
language-uk = en ucraniano
language-zh = en chino

## Debate

comments = Comentarios
comments-read-only = El debate ha terminado. Lo dicho queda aquí.
comments-none = Nadie ha escrito todavía.
comment-reply-to = en respuesta a { $name }
comment-link = Enlace a este comentario

## Hemeroteca

archive-heading = Hemeroteca: { $when }
archive-calendar = Días del mes
archive-earlier = Antes
archive-later = Después
archive-month = El mes completo
archive-empty = No se publicó nada en esa fecha.

## Cuando no hay página

not-found-title = Esta página no existe
not-found-text = Puede que la dirección esté mal escrita o que el artículo haya cambiado de sitio. Abajo encontrará las secciones y los últimos artículos.
gone-title = Este artículo ha sido retirado
gone-text = Lo retiramos a propósito. No volverá a esta dirección.
legal-title = Este artículo no se puede mostrar
legal-text = Se eliminó por razones legales.
failed-title = Algo ha fallado por nuestra parte
failed-text = Su conexión funciona. Vuelva a intentarlo dentro de un minuto.
fault-number = Número de la incidencia, por si nos escribe: { $id }
