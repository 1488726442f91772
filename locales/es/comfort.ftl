### Comodidad: ajustes de lectura, lo guardado en el dispositivo, la noticia siguiente, avisos de errores.

## Ajustes de lectura

settings-title = Ajustes de lectura
settings-size = Tamaño de la letra
settings-size-small = Pequeña
settings-size-normal = Media
settings-size-large = Grande
settings-size-largest = La más grande
settings-colours = Colores
settings-colours-system = Como el dispositivo
settings-colours-light = Claros
settings-colours-dark = Oscuros
settings-saver = Ahorrar datos
settings-saver-note = Imágenes pequeñas, y nada se carga por adelantado.
settings-continue = Mostrar la noticia siguiente a continuación
settings-note = Se guarda solo en este navegador.
settings-close = Listo

## Al pie de una noticia

story-tools = Esta noticia
save = Guardar para después
save-undo = Guardada: quitar
follow = Seguir
follow-undo = Dejar de seguir
share = Compartir
copy-link = Copiar el enlace
link-copied = El enlace está copiado.
copy-failed = No se pudo copiar el enlace. Lo encontrará en la barra de direcciones.
continue-stop = Parar aquí
continue-stopped = Ya no se carga nada más por sí solo. La noticia siguiente está a un enlace.

## Lo guardado

saved-title = Guardado
saved-about = Lo que guarda y sigue queda solo en este navegador. El periódico no sabe nada de ello.
saved-no-script = Un pequeño programa de su navegador lleva estas listas, y aquí los programas están desactivados. Todo lo demás del sitio funciona sin ellos.
saved-stories = Noticias guardadas
saved-none = Todavía no hay nada guardado. Elija «Guardar para después» al pie de una noticia para encontrarla aquí.
saved-following = Lo que sigue
following-none = Todavía no sigue nada. Elija «Seguir» en la página de una sección, un tema o un autor para encontrar aquí sus últimas noticias.
saved-remove = Quitar
saved-withdrawn = Se quitaron de su lista noticias que ya no son públicas.
saved-failed = No se pudieron cargar las noticias. Su lista sigue guardada.
saved-forget = Olvidar todo lo guardado en este navegador
saved-forgotten = Todo está olvidado.

## Sin conexión

kept-copy = No tiene conexión. Está leyendo la copia que guardó su navegador:
offline-title = Sin conexión
offline-text = Su navegador no ha guardado esta página. Volverá a estar aquí cuando tenga conexión.
offline-again = Intentar de nuevo
offline-kept = Guardado en este navegador

## Avisar de un error

report-title = Avisar de un error
report-about = Escribe usted a la redacción; nada de ello se publica.
report-story = Noticia
report-passage = Las palabras erróneas, copiadas de la noticia (opcional)
report-text = ¿Qué hay de erróneo en ellas?
report-text-hint = Diga, si puede, qué sería lo correcto y cómo lo sabe.
report-email = Su correo electrónico, si desea respuesta (opcional)
report-email-hint = Se usa solo para responderle y se olvida al cerrar el aviso.
report-trap = Deje este campo vacío
report-send = Enviar
report-back = Volver a la noticia
report-sent = Gracias. La redacción ha recibido su aviso. Si corregimos la noticia, lo diremos al pie de ella.
report-faults = Todavía no se ha enviado nada. Revise, por favor, los campos señalados.
report-fault-missing = Escriba, por favor, qué es erróneo.
report-fault-long = { $count ->
    [one] Escriba, por favor, no más de { NUMBER($count) } carácter.
    [many] Escriba, por favor, no más de { NUMBER($count) } de caracteres.
   *[other] Escriba, por favor, no más de { NUMBER($count) } caracteres.
}
report-fault-email = Esto no es una dirección de correo. Corríjala o deje el campo vacío.
report-busy = Acaban de llegar varios avisos desde su conexión. Envíe este de nuevo dentro de diez minutos; lo que escribió sigue aquí.
report-foreign = El formulario venía de una página de otro sitio, así que no lo aceptamos. Revíselo y envíelo desde aquí.
report-failed = No se pudo guardar el aviso. Envíelo de nuevo dentro de un minuto; lo que escribió sigue aquí.

## Tarjetas en otros sitios

embed-gone = Esta noticia ya no se puede leer
