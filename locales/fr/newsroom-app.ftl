### La rédaction dans le navigateur.

# Same as English.
brand = Dateline
navigation = Rédaction
skip = Aller au contenu
language = Langue
close = Fermer
cancel = Annuler
save = Enregistrer
saved = Enregistré.
copy = Copier
copied = Copié.
undo = Annuler
redo = Rétablir
more = Plus
open = Ouvrir
name = Nom
email = Adresse électronique
password = Mot de passe
password-hint = Douze signes au moins. Le mieux : plusieurs mots dont vous seul connaissez le lien.
nobody = Personne
reason = Motif
reason-hint = Pour la rédaction seulement. Il reste dans l’historique.

## Quand il n’y a rien à montrer

face-loading = Chargement…
face-again = Réessayer
face-failed = Cela n’a pas fonctionné
face-failed-text = Quelque chose s’est mal passé de notre côté. Réessayez dans un instant.
face-offline = Pas de connexion
face-offline-text = La rédaction est injoignable. Vérifiez la connexion de cet appareil. Ce que vous avez tapé reste ici et partira dès que possible.
face-forbidden = Vous n’y êtes pas autorisé
face-missing-right = Il vous faudrait : { $rights }.
face-nowhere = Il n’y a rien à cette adresse
face-nowhere-text = Le lien est peut-être ancien, ou une lettre s’est perdue.
face-chunk-text = Une partie de la rédaction n’a pas pu être chargée. Une version plus récente existe peut-être : rechargez la page.

## Mise en route, connexion

setup-title = Cette maison n’a pas encore de propriétaire
setup-text = Créez le premier compte. Il peut tout faire, et invite les autres.
setup-token = Clé de mise en route
setup-token-hint = Elle figure dans le lien que le programme a affiché à son premier démarrage.
setup-done = Créer le compte
setup-over-title = Cette maison a un propriétaire
setup-over-text = Le lien a servi une fois et ne vaut plus. Demandez une invitation à un administrateur.
sign-in = Se connecter
sign-in-title = Se connecter à la rédaction
sign-in-wrong = L’adresse et le mot de passe ne vont pas ensemble.
# Same as English.
sign-in-code = Code
sign-in-code-hint = Six chiffres de l’application de votre téléphone.
sign-in-code-wrong = Ce code ne vaut pas. Attendez le suivant et réessayez.
sign-in-recovery-code = Code de secours
sign-in-recovery-hint = Chacun sert une fois.
sign-in-use-recovery = Utiliser un code de secours
sign-in-use-code = Utiliser l’application du téléphone
sign-in-passkey = Se connecter avec une clé d’accès
sign-out = Se déconnecter
passkey-not-used = Aucune clé d’accès n’a été utilisée. Choisissez-en une, ou connectez-vous avec votre mot de passe.
passkey-not-made = Aucune clé d’accès n’a été créée.
session-ended = Reconnectez-vous
session-ended-text = Votre session est terminée. Ce que vous avez tapé est toujours ici et partira dès votre retour.
invitation-title = Bienvenue, { $name }
invitation-text = Vous vous connecterez comme { $email }. Choisissez un mot de passe.
invitation-accept = Rejoindre la rédaction
invitation-gone = Cette invitation ne vaut plus
invitation-gone-text = Elle a servi, a été retirée ou est trop ancienne. Demandez-en une autre.

## Partout

own-menu = Votre compte : { $name }
site-open = Ouvrir le site
palette-title = Aller où vous voulez
palette-open = Trouver
palette-hint = Un article, une vue, une action…
palette-results = Ce qui a été trouvé
palette-nothing = Rien ne contient ces mots.
shortcuts-title = Raccourcis clavier
shortcuts-everywhere = Partout
shortcuts-story = Dans un article
shortcuts-text = Dans le texte

## Le tableau

board-title = Articles
board-live = En direct
board-not-live = Pas en direct
board-filters = Quels articles
board-search = Chercher dans les titres
board-all = Tous
board-anyone = N’importe qui
board-mine = Les miens
board-with-spiked = Avec les abandonnés
board-states = Étapes
board-choose = Choisir « { $headline } »
board-chosen-label = Articles choisis
board-chosen =
    { $count ->
        [one] { NUMBER($count) } article choisi. Le déplacer vers :
       *[other] { NUMBER($count) } articles choisis. Les déplacer vers :
    }
board-empty = Pas encore d’articles
board-empty-text = Commencez le premier. Tout le monde le verra ici dès qu’il aura un titre.
board-nothing = Aucun article de ce genre
board-nothing-text = Rien ne répond à ce que vous cherchez.
board-clear = Tout montrer
board-moved = « { $headline } » est maintenant : { $state }.
board-no-way = Aucune action ne mène de là vers « { $state } ».
column-empty = Rien ici.
card-menu = Actions pour « { $headline } »
card-due = Pour { $at }
card-late = En retard : { $at }
card-behind = Modifié depuis la publication
card-people = Ici en ce moment : { $names }
filters-title = Filtres gardés
filters-keep = Garder ce filtre
filters-forget = Oublier « { $name } »
state-draft = Brouillon
state-submitted = Remis
state-in_edit = En relecture
state-ready = Prêt
state-scheduled = Programmé
state-published = Publié
state-spiked = Abandonné
state-killed = Supprimé
act-submit = Remettre
act-claim = Prendre en relecture
act-return = Rendre à l’auteur
act-approve = Approuver
act-spike = Abandonner
act-unspike = Reprendre
act-publish = Publier…
act-unpublish = Retirer du site…
act-kill = Supprimer…
format-news = Actualité
format-analysis = Analyse
format-feature = Reportage
format-opinion = Tribune
format-explainer = Décryptage
format-interview = Entretien
format-offbeat = Insolite
format-gallery = En images
format-live_blog = En direct
format-press_review = Revue de presse
format-obituary = Disparition
words =
    { $count ->
        [one] { NUMBER($count) } mot
       *[other] { NUMBER($count) } mots
    }
reading-time =
    { $minutes ->
        [one] { NUMBER($minutes) } minute de lecture
       *[other] { NUMBER($minutes) } minutes de lecture
    }

## Un article

story-new = Nouvel article
story-make = Commencer à écrire
story-no-edition = Cette maison n’a pas encore d’édition. Importez d’abord des archives en ligne de commande : dateline import.
story-untitled = Pas encore de titre
story-headline = Titre
story-headline-hint = Il peut être changé plus tard.
story-kicker = Surtitre
story-standfirst = Chapô
story-body = Texte de l’article
story-body-empty = Écrivez ici. « / » insère photos, citations, tableaux…
story-edition = Édition
story-section = Rubrique
story-format = Genre
story-desk = Service
story-assignee = Confié à
story-due = Échéance
# Same as English.
story-byline = Signature
story-tags = Thèmes
story-slug = Adresse
story-slug-public = L’article est public : son ancienne adresse mènera à la nouvelle.
story-comments = Commentaires
story-note = Note pour qui le reprendra
story-note-hint = Les lecteurs ne la voient jamais.
story-legal-hold = Retenir jusqu’à lecture par un juriste
story-legal-hold-short = Attend le juriste
story-place = Lieu
story-place-hint = Ouvre la dépêche, comme « LINDMAR — ».
story-trail = Texte sur les cartes
story-trail-hint = S’il est vide, les cartes montrent le chapô.
story-description = Pour les moteurs de recherche
story-description-hint = Si elle est vide, ils reçoivent le chapô.
story-canonical = Paru d’abord à
story-canonical-hint = Seulement s’il a paru ailleurs d’abord.
story-writers = Dans cet article en ce moment
# Same as English.
story-acts = Actions
story-panel = Détails
story-preview = Aperçu
story-publish = Publier
story-publish-open = Publier
story-update = Publier les changements
story-on-site = Le voir sur le site
story-readonly = Vous pouvez lire cet article, pas y écrire.
story-embargoed = Sous embargo
story-gone = Cet article n’existe pas
story-gone-text = Le lien est peut-être ancien, ou vous n’y avez pas accès.
story-safe-ask = Est-ce enregistré ?
story-safe-told = Tout ce que vous avez tapé est en sûreté. Rien à presser : ça l’est toujours.
story-not-safe-told = Tout n’est pas encore en sûreté. Cela partira dès que possible.
story-unsafe-leave = Certains de vos mots ne sont pas encore en sûreté. Recommencez pour partir quand même.
headline-long =
    { $count ->
        [one] { NUMBER($count) } signe : long pour un titre.
       *[other] { NUMBER($count) } signes : long pour un titre.
    }
kept-safe = Enregistré
kept-saving = Enregistrement…
kept-connecting = Connexion…
kept-away = Pas de connexion. Vous pouvez continuer à écrire.
kept-waiting = Pas de connexion. Vos mots attendent ici.
kept-ended = Connectez-vous pour continuer
kept-refused = Non connecté
lost-title = La rédaction n’a pas pris cette copie
lost-text = Vos mots sont ci-dessous. Copiez ce qu’il vous faut, puis recommencez avec ce qu’a la rédaction.
lost-words = Vos mots
lost-copied = Vos mots sont copiés.
lost-anew = Recommencer
comments-open = Ouverts
comments-read_only = En lecture seule
comments-closed = Fermés
several-hint = Tapez un nom…
several-sooner = Avancer { $name }
several-remove = Retirer { $name }
panel-details = Détails
panel-timing = Dates
panel-checks = Contrôles
# Same as English.
panel-notices = Notes
panel-history = Historique
panel-desk = Au service
panel-words = Autres textes

## Écrire

toolbar = Outils de texte
toolbar-put = Insérer
toolbar-more = Autres marques
slash-title = Insérer un élément
suggest-mode = Proposer au lieu de changer
suggest-accept = Accepter
suggest-reject = Refuser
suggest-accept-all = Tout accepter
suggest-reject-all = Tout refuser
suggest-count =
    { $count ->
        [one] { NUMBER($count) } proposition
       *[other] { NUMBER($count) } propositions
    }
mark-strong = Gras
mark-em = Italique
mark-strike = Barré
mark-link = Lien
mark-sup = Exposant
mark-sub = Indice
# Same as English.
mark-code_mark = Code
link-address = Adresse
link-story = Lien vers un de nos articles
link-remove = Retirer le lien
link-wrong = Les lecteurs ne peuvent pas suivre cette adresse. Elle commence par https://, mailto: ou /.
element-paragraph = Texte
element-heading = Intertitre
element-heading_3 = Petit intertitre
element-picture = Photo
element-gallery = Galerie
element-quote = Citation
element-pull_quote = Exergue
element-bullet_list = Liste
element-ordered_list = Liste numérotée
element-rich_link = Carte d’un article
element-attribution = Première parution
element-factbox = Encadré
element-table = Tableau
element-embed = Contenu externe
element-audio = Son
element-video = Vidéo
element-footnote = Note de bas de page
# Same as English.
element-code = Code
element-rule = Filet
# Same as English.
element-correction = Correction
element-up = Monter
element-down = Descendre
element-remove = Retirer
element-incomplete = Les lecteurs ne voient pas encore ceci : il manque quelque chose.
element-correction-note = Une correction se trouve ici. Elle se modifie sous « Notes ».
field-speaker = Qui parle
field-role = Fonction
# Same as English.
field-source = Source
field-source_url = Lien vers la source
field-outlet = Média
field-author = Auteur
field-title = Titre
field-box_title = Titre
field-url = Adresse
# Same as English.
field-date = Date
field-language = Langue
field-archived_url = Copie archivée
# Same as English.
field-provider = Service
field-key = Repère
quote-lacks-source = Qui l’a dit, et où ?
card-choose = Choisir un article
card-change = Choisir un autre article
card-missing = Cet article n’existe plus, ou vous n’y avez pas accès.
table-caption = Légende
table-header = La première ligne est un en-tête
table-add-row = Ligne
table-add-column = Colonne
table-remove-row = Ligne
table-remove-column = Colonne
gallery-title = Titre de la galerie
gallery-add = Ajouter une photo
paste-too-long = C’est plus qu’un article ne peut contenir : 400 000 signes au plus.
find-title = Chercher et remplacer
find-words = Chercher
find-by = Remplacer par
find-exact = Respecter la casse
find-count = { NUMBER($at) } sur { NUMBER($count) }
find-previous = Précédent
find-next = Suivant
find-replace = Remplacer
find-replace-all = Tout remplacer
find-replaced =
    { $count ->
        [one] Remplacé { NUMBER($count) } fois.
       *[other] Remplacé { NUMBER($count) } fois.
    }

## Photos

pictures-title = Photos
pictures-search = Chercher des photos
pictures-lacking = Seulement celles à qui il manque quelque chose
pictures-nothing = Aucune photo de ce genre
pictures-nothing-text = Essayez d’autres mots, ou prenez-en une sur cet appareil.
pictures-empty = Pas encore de photos
pictures-empty-text = Déposez-en ici. Ce qu’elles disent d’elles-mêmes est lu tout seul.
pictures-coming =
    { $count ->
        [one] { NUMBER($count) } photo arrive…
       *[other] { NUMBER($count) } photos arrivent…
    }
picture-coming = La photo arrive…
picture-choose = Choisir une photo
picture-change = Choisir une autre photo
picture-remove = Retirer la photo
picture-from-device = De cet appareil
picture-untitled = Sans légende
picture-no-picture = On ne peut insérer que des photos.
picture-not-there = Cette photo n’existe plus.
picture-caption-here = Légende ici
picture-alt-here = Texte alternatif ici
picture-credit = Crédit
picture-alt = Texte alternatif : ce qu’on y voit
picture-lacks-credit = Il manque le crédit
picture-lacks-alt = Il manque le texte alternatif
picture-lacks-rights = Droits inconnus
picture-sheet = Photo
picture-uses = Utilisée dans
picture-rights = Droits
picture-field-caption = Légende
picture-field-alt = Texte alternatif
picture-field-credit_line = Ligne de crédit
picture-field-photographer = Photographe
# Same as English.
picture-field-source = Source
# Same as English.
picture-field-copyright = Copyright
picture-field-headline = Titre
picture-lease-until = Utilisable jusqu’au { $at }.
picture-lease-ends = Utilisable jusqu’au
picture-lease-add = Fixer
rights-staff = Photographe maison
rights-commissioned = Commande
rights-agency = Agence
rights-stock = Banque d’images
# Same as English.
rights-pool = Pool
rights-handout = Fournie
rights-screengrab = Capture d’écran
rights-social = Réseaux sociaux
rights-reader = D’un lecteur
# Same as English.
rights-creative_commons = Creative Commons
rights-public_domain = Domaine public
rights-unknown = Inconnus
lead-empty = Déposez ici la photo principale, ou choisissez-en une

## Dates

timing-zone = Toutes les heures dans votre fuseau, { $zone }.
timing-publish-at = Publier le
timing-schedule = Programmer
timing-unschedule = Annuler la programmation
timing-scheduled = Il sera publié le { $at }.
timing-unscheduled = La programmation est annulée.
timing-will = Sera publié le { $at }, même si personne n’est là.
timing-public-since = Public depuis le { $at }.
timing-embargo = Embargo jusqu’au
timing-embargo-hint = Avant, personne ne peut le publier et seule la rédaction le voit.
timing-hold = Mettre l’embargo
timing-release = Le lever
timing-embargoed = Sous embargo jusqu’au { $at }.
timing-released = L’embargo est levé.
timing-unpublish-at = Retirer du site le
timing-unpublish-hint = Laissez vide pour qu’il reste public.

## Contrôles et publication

check-block = Empêche la publication :
check-warn = À regarder :
check-show = Montrer
checks-good = Rien n’empêche de publier cet article.
checks-again = Contrôler à nouveau
check-headline-missing = Il n’a pas de titre.
check-text-missing = Il n’a ni texte ni photos.
check-picture-absent = Une de ses photos n’existe plus.
check-picture-credit = Une photo n’a pas de crédit.
check-picture-alt = Une photo n’a pas de texte alternatif.
check-picture-rights = Les droits d’une photo sont inconnus.
check-picture-withheld = Une photo ne peut pas être montrée.
check-embargo = Il est sous embargo.
check-legal-hold = Il est retenu jusqu’à lecture par un juriste.
check-quote-source = Une citation n’a ni auteur ni source : « { $quote } »
check-headline-quotation = Le titre cite ce qui n’est pas dans le texte : « { $quotation } »
check-link-withdrawn = Un lien mène à un article retiré.
check-link-not-public = Un lien mène à un article qui n’est pas public.
check-translation-missing = Il n’a pas de traduction dans l’édition { $edition }.
check-translation-behind = La traduction est en retard sur l’original.
publish-now = Publier maintenant
publish-update-now = Publier les changements maintenant
publish-later = Plus tard…
publish-not-safe = Vos derniers mots sont en route. Un instant.
publish-embargo = Sous embargo jusqu’au { $at }.
publish-appears =
    { $count ->
        [one] Les lecteurs l’ont aussitôt. { NUMBER($count) } page change.
       *[other] Les lecteurs l’ont aussitôt. { NUMBER($count) } pages changent.
    }
publish-changes =
    { $count ->
        [one] Les lecteurs ont aussitôt le nouveau texte. { NUMBER($count) } page change.
       *[other] Les lecteurs ont aussitôt le nouveau texte. { NUMBER($count) } pages changent.
    }
publish-notice = Note pour les lecteurs
publish-notice-hint = Corriger un fait demande une note. Une virgule, non.
publish-without-notice = Aucune
published-title = Publié
published-pages =
    { $count ->
        [one] { NUMBER($count) } page mise à jour.
       *[other] { NUMBER($count) } pages mises à jour.
    }
page-kind-story = l’article
page-kind-front = la une
page-kind-section = rubrique
page-kind-tag = thème
page-kind-contributor = auteur
# Same as English.
page-kind-archive = archives
page-kind-translation = traduction
page-kind-card = montre sa carte
unpublish-means = Les lecteurs ne le trouvent plus : son adresse dit qu’il n’est plus là, et il quitte toutes les listes. Le texte reste à la rédaction.
unpublished-done = L’article n’est plus sur le site.
kill-means = L’article est supprimé pour de bon : son adresse répond 410, et il ne pourra jamais revenir.
kill-sure = Je comprends qu’il ne pourra pas revenir.
killed-done = L’article est supprimé.
preview-width = Largeur
preview-phone = Téléphone
preview-tablet = Tablette
preview-desk = Bureau
preview-share = Lien pour quelqu’un du dehors
preview-copied = Le lien est copié.
preview-until = Vaut jusqu’au { $at }.

## Notes

notices-none = Aucune note.
notice-new = Nouvelle note
notice-new-text = Elle est publique aussitôt, à la date d’aujourd’hui, sous l’article.
notice-kind-label = Genre
notice-text = Texte de la note
notice-add = Ajouter la note
notice-added = La note est publique.
# Same as English.
notice-kind-correction = Correction
notice-kind-clarification = Précision
notice-kind-editors_note = Note de la rédaction
notice-kind-retraction = Rétractation

## Historique

history-revisions = États enregistrés
history-timeline = Ce qui s’est passé
history-none = Rien encore.
history-compare = Comparer
history-restore = Rétablir
history-restored = Le texte de l’état { $number } est de retour. Les autres sont gardés aussi.
compare-title = Comparer deux états
compare-from = De
compare-until = à
compare-do = Comparer
compare-same = Les deux disent la même chose.
event-story-created = Commencé
event-story-revised = Écrit
event-story-published = Publié
event-story-unpublished = Retiré du site
event-story-scheduled = Programmé
event-story-unscheduled = Programmation annulée
event-story-corrected = Corrigé
event-story-killed = Supprimé
event-story-submitted = Remis
event-story-claimed = Pris en relecture
event-story-returned = Rendu à l’auteur
event-story-approved = Approuvé
event-story-spiked = Abandonné
event-story-unspiked = Repris
event-story-filed = Reclassé
event-story-assigned = Confié
event-story-embargoed = Mis sous embargo
event-embargo-lifted = Embargo levé
event-preview-shared = Lien pour quelqu’un du dehors créé
event-preview-revoked = Lien pour quelqu’un du dehors retiré

## Équipe

staff-title = Équipe
staff-invite = Inviter quelqu’un
staff-invite-make = Créer l’invitation
staff-invitations = Invitations ouvertes
staff-revoke = Retirer
staff-revoked = Le lien ne vaut plus.
staff-role = Rôle
staff-roles = Rôles
staff-roles-of = Rôles de { $name }
staff-role-add = Un rôle de plus
staff-role-remove = Retirer le rôle
staff-password-link = Lien pour un nouveau mot de passe
staff-end-sessions = Déconnecter partout
staff-sessions-ended = Déconnecté partout.
staff-disable = Désactiver le compte
staff-enable = Réactiver le compte
staff-disabled = Désactivé
staff-disabled-done = Le compte est désactivé et déconnecté partout.
staff-you = Vous
staff-seen = Vu pour la dernière fois : { $at }
staff-never-seen = Jamais venu encore
link-made = Un lien à transmettre
link-made-text = Envoyez-le par une voie sûre. Il n’est montré que maintenant, sert une fois, et vaut jusqu’au { $at }.
invitation-kind-password = Nouveau mot de passe
# Same as English.
invitation-kind-invitation = Invitation
# Same as English.
role-reporter = Reporter
role-editor = Éditeur
role-publisher = Responsable de publication
role-picture_editor = Iconographe
role-translator = Traducteur
role-live_reporter = Reporter du direct
role-moderator = Modérateur
role-administrator = Administrateur
role-may-reporter = Écrit des articles et les remet.
role-may-editor = Relit les articles des autres et les approuve.
role-may-publisher = Relit, publie, corrige et retire.
role-may-picture_editor = Répond des photos et de leurs droits.
role-may-translator = Écrit des traductions.
role-may-live_reporter = Écrit dans le direct.
role-may-moderator = Modère ce qu’écrivent les lecteurs.
role-may-administrator = Peut tout, et décide qui peut quoi.

## Son propre compte

account-title = Votre compte
account-current-password = Mot de passe actuel
account-new-password = Nouveau mot de passe
account-change-password = Changer le mot de passe
account-password-changed = Le mot de passe est changé.
account-password-ends = Partout ailleurs, vous serez déconnecté.
account-second-factor = Second facteur
account-totp-on = La connexion par mot de passe demande un code de votre téléphone.
account-totp-off = Un code d’une application de votre téléphone arrête qui connaîtrait votre mot de passe.
account-totp-add = Mettre en place
account-totp-remove = Retirer
account-totp-removed = Le second facteur est retiré.
account-codes-left =
    { $count ->
        [one] Il reste { NUMBER($count) } code de secours.
       *[other] Il reste { NUMBER($count) } codes de secours.
    }
account-codes-new = Nouveaux codes de secours
account-codes-made = De nouveaux codes de secours sont créés. Les anciens ne valent plus.
account-passkeys = Clés d’accès
account-passkeys-text = Une clé d’accès vous connecte par empreinte, visage ou verrou de cet appareil. Aucune fausse page ne peut la voler.
account-passkey-add = Ajouter une clé d’accès
account-passkey-name-hint = Pour la reconnaître, par exemple « Téléphone ».
account-passkey-added = La clé d’accès est ajoutée.
account-passkey-removed = La clé d’accès est retirée.
account-sessions = Où vous êtes connecté
account-unknown-device = Appareil inconnu
account-this-device = Cet appareil
account-seen = Dernière utilisation : { $at }
account-end-session = Déconnecter
account-session-ended = Déconnecté là-bas.
account-proof = Confirmez que c’est vous
account-proof-text = Ceci change votre façon de vous connecter. Donnez encore une fois votre mot de passe.
account-proof-go = Continuer
codes-title = Vos codes de secours
codes-text = Chacun vous laisse entrer une fois si le téléphone est perdu. Gardez-les où personne d’autre ne regarde. Ils ne sont montrés que maintenant.
codes-kept = Je les ai gardés
totp-scan = Scannez ceci avec une application de codes, puis tapez ce qu’elle affiche.
totp-qr = Code QR contenant le secret
totp-secret = Ou tapez le secret :
totp-confirm = Confirmer
