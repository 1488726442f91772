### غرفة الأخبار في المتصفح.

# Same as English.
# foreign: Dateline
brand = Dateline
navigation = غرفة الأخبار
skip = إلى المحتوى
language = اللغة
close = إغلاق
cancel = إلغاء
save = حفظ
saved = حُفظ.
copy = نسخ
copied = نُسخ.
undo = تراجع
redo = إعادة
more = المزيد
open = فتح
name = الاسم
email = البريد الإلكتروني
password = كلمة المرور
password-hint = اثنا عشر رمزًا على الأقل. والأفضل عدة كلمات لا يعرف ما يربطها سواك.
nobody = لا أحد
reason = السبب
reason-hint = لغرفة الأخبار وحدها، ويبقى في السجل.

## حين لا يوجد ما يُعرض

face-loading = جارٍ التحميل…
face-again = إعادة المحاولة
face-failed = لم ينجح الأمر
face-failed-text = حدث خلل من جهتنا. أعد المحاولة بعد قليل.
face-offline = لا اتصال
face-offline-text = تعذّر الوصول إلى غرفة الأخبار. تحقق من اتصال هذا الجهاز. ما كتبته باقٍ هنا ويُرسل حالما يعود الاتصال.
face-forbidden = لا يحق لك ذلك
face-missing-right = يلزمك: { $rights }.
face-nowhere = لا شيء في هذا العنوان
face-nowhere-text = ربما كان الرابط قديمًا أو سقط منه حرف.
face-chunk-text = تعذّر تحميل جزء من غرفة الأخبار. ربما صدرت نسخة أحدث: أعد تحميل الصفحة.

## الإعداد والدخول

setup-title = ليس لهذه الدار مالك بعد
setup-text = أنشئ الحساب الأول. يحق له كل شيء، وهو يدعو الآخرين.
setup-token = مفتاح الإعداد
setup-token-hint = تجده في الرابط الذي طبعه البرنامج عند أول تشغيل.
setup-done = إنشاء الحساب
setup-over-title = لهذه الدار مالك
setup-over-text = عمل الرابط مرة واحدة ولم يعد صالحًا. اطلب دعوة من أحد المديرين.
sign-in = دخول
sign-in-title = الدخول إلى غرفة الأخبار
sign-in-wrong = العنوان وكلمة المرور لا يتطابقان.
sign-in-code = الرمز
sign-in-code-hint = ستة أرقام من التطبيق على هاتفك.
sign-in-code-wrong = هذا الرمز غير صالح. انتظر التالي وأعد المحاولة.
sign-in-recovery-code = رمز الاسترداد
sign-in-recovery-hint = كل رمز يعمل مرة واحدة.
sign-in-use-recovery = استعمال رمز استرداد
sign-in-use-code = استعمال تطبيق الهاتف
sign-in-passkey = الدخول بمفتاح مرور
sign-out = خروج
passkey-not-used = لم يُستعمل أي مفتاح مرور. اختر واحدًا أو ادخل بكلمة المرور.
passkey-not-made = لم يُنشأ مفتاح مرور.
session-ended = ادخل من جديد
session-ended-text = انتهت جلستك. ما كتبته لا يزال هنا ويُرسل حالما تعود.
invitation-title = أهلًا بك، { $name }
invitation-text = ستدخل باسم { $email }. اختر كلمة مرور.
invitation-accept = الانضمام إلى غرفة الأخبار
invitation-gone = لم تعد هذه الدعوة صالحة
invitation-gone-text = استُعملت أو سُحبت أو مضى عليها وقت طويل. اطلب دعوة جديدة.

## في كل مكان

own-menu = حسابك: { $name }
site-open = فتح الموقع
palette-title = انتقل إلى أي شيء
palette-open = بحث
palette-hint = مادة أو صفحة أو عمل…
palette-results = ما عُثر عليه
palette-nothing = لا شيء يحوي هذه الكلمات.
shortcuts-title = اختصارات لوحة المفاتيح
shortcuts-everywhere = في كل مكان
shortcuts-story = في المادة
shortcuts-text = في النص

## اللوحة

board-title = المواد
board-live = مباشر
board-not-live = غير مباشر
board-filters = أي المواد
board-search = البحث في العناوين
board-all = الكل
board-anyone = أي شخص
board-mine = موادي
board-with-spiked = مع المستبعدة
board-states = المراحل
board-choose = اختيار «{ $headline }»
board-chosen-label = المواد المختارة
board-chosen =
    { $count ->
        [zero] لم تُختر أي مادة. النقل إلى:
        [one] اختيرت مادة واحدة. النقل إلى:
        [two] اختيرت مادتان. النقل إلى:
        [few] اختيرت { NUMBER($count) } مواد. النقل إلى:
        [many] اختيرت { NUMBER($count) } مادة. النقل إلى:
       *[other] اختيرت { NUMBER($count) } مادة. النقل إلى:
    }
board-empty = لا مواد بعد
board-empty-text = ابدأ المادة الأولى. يراها الجميع هنا حالما يكون لها عنوان.
board-nothing = لا مادة كهذه
board-nothing-text = لا شيء يوافق ما تبحث عنه.
board-clear = عرض الكل
board-moved = «{ $headline }» الآن: { $state }.
board-no-way = لا سبيل من هناك إلى «{ $state }».
column-empty = لا شيء هنا.
card-menu = أعمال «{ $headline }»
card-due = الموعد { $at }
card-late = تأخرت: { $at }
card-behind = تغيّرت بعد النشر
card-people = هنا الآن: { $names }
filters-title = المرشحات المحفوظة
filters-keep = حفظ هذا المرشح
filters-forget = نسيان «{ $name }»
state-draft = مسودة
state-submitted = مسلَّمة
state-in_edit = قيد التحرير
state-ready = جاهزة
state-scheduled = مجدولة
state-published = منشورة
state-spiked = مستبعدة
state-killed = ملغاة
act-submit = تسليم
act-claim = أخذها للتحرير
act-return = إعادتها إلى الكاتب
act-approve = إجازة
act-spike = استبعاد
act-unspike = استعادة
act-publish = نشر…
act-unpublish = سحب من الموقع…
act-kill = إلغاء نهائي…
format-news = خبر
format-analysis = تحليل
format-feature = تحقيق
format-opinion = رأي
format-explainer = شرح
format-interview = حوار
format-offbeat = طرائف
format-gallery = بالصور
format-live_blog = تغطية مباشرة
format-press_review = جولة في الصحف
format-obituary = في الذاكرة
words =
    { $count ->
        [zero] لا كلمات
        [one] كلمة واحدة
        [two] كلمتان
        [few] { NUMBER($count) } كلمات
        [many] { NUMBER($count) } كلمة
       *[other] { NUMBER($count) } كلمة
    }
reading-time =
    { $minutes ->
        [zero] أقل من دقيقة قراءة
        [one] دقيقة قراءة واحدة
        [two] دقيقتا قراءة
        [few] { NUMBER($minutes) } دقائق قراءة
        [many] { NUMBER($minutes) } دقيقة قراءة
       *[other] { NUMBER($minutes) } دقيقة قراءة
    }

## المادة

story-new = مادة جديدة
story-make = بدء الكتابة
# foreign: dateline, import
story-no-edition = ليس لهذه الدار طبعة بعد. أحضر أرشيفًا من سطر الأوامر أولًا: dateline import.
story-untitled = بلا عنوان بعد
story-headline = العنوان
story-headline-hint = يمكن تغييره لاحقًا.
story-kicker = العنوان التمهيدي
story-standfirst = المقدمة
story-body = نص المادة
story-body-empty = اكتب هنا. الشرطة «/» تُدرج صورًا واقتباسات وجداول…
story-edition = الطبعة
story-section = القسم
story-format = النوع
story-desk = الدسك
story-assignee = المكلَّف
story-due = الموعد النهائي
story-byline = التوقيع
story-tags = الموضوعات
story-slug = عنوان الصفحة
story-slug-public = المادة منشورة: سيقود عنوانها القديم إلى الجديد.
story-comments = التعليقات
story-note = ملاحظة لمن يعمل عليها بعدك
story-note-hint = لا يراها القراء أبدًا.
story-legal-hold = تُحجز إلى أن يقرأها محامٍ
story-legal-hold-short = بانتظار المحامي
story-place = المكان
story-place-hint = يفتتح الخبر، مثل «ليندمار —».
story-trail = نص البطاقات
story-trail-hint = إن تُرك فارغًا عرضت البطاقات المقدمة.
story-description = لمحركات البحث
story-description-hint = إن تُرك فارغًا أخذت المقدمة.
story-canonical = نُشرت أولًا في
story-canonical-hint = فقط إن ظهرت في مكان آخر أولًا.
story-writers = في هذه المادة الآن
story-acts = الأعمال
story-panel = التفاصيل
story-preview = معاينة
story-publish = نشر
story-publish-open = نشر
story-update = نشر التعديلات
story-on-site = عرضها في الموقع
story-readonly = يمكنك قراءة هذه المادة لا الكتابة فيها.
story-embargoed = تحت حظر النشر
story-gone = لا توجد مادة كهذه
story-gone-text = ربما كان الرابط قديمًا أو لا يحق لك رؤيتها.
story-safe-ask = هل حُفظ؟
story-safe-told = كل ما كتبته في أمان. لا شيء يُضغط: هو كذلك دائمًا.
story-not-safe-told = ليس كل شيء في أمان بعد. يُرسل حالما يعود الاتصال.
story-unsafe-leave = بعض كلماتك ليست في أمان بعد. كرّر لتخرج على أي حال.
headline-long =
    { $count ->
        [zero] لا حروف.
        [one] حرف واحد.
        [two] حرفان.
        [few] { NUMBER($count) } حروف: طويل على عنوان.
        [many] { NUMBER($count) } حرفًا: طويل على عنوان.
       *[other] { NUMBER($count) } حرف: طويل على عنوان.
    }
kept-safe = محفوظ
kept-saving = جارٍ الحفظ…
kept-connecting = جارٍ الاتصال…
kept-away = لا اتصال. يمكنك متابعة الكتابة.
kept-waiting = لا اتصال. كلماتك تنتظر هنا.
kept-ended = ادخل لتتابع
kept-refused = غير متصل
lost-title = لم تقبل الدار هذه النسخة
lost-text = كلماتك في الأسفل. انسخ ما تحتاج إليه ثم ابدأ من جديد بما لدى الدار.
lost-words = كلماتك
lost-copied = نُسخت كلماتك.
lost-anew = البدء من جديد
comments-open = مفتوحة
comments-read_only = للقراءة فقط
comments-closed = مغلقة
several-hint = اكتب اسمًا…
several-sooner = تقديم { $name }
several-remove = إزالة { $name }
panel-details = التفاصيل
panel-timing = المواعيد
panel-checks = الفحص
panel-notices = التنويهات
panel-history = السجل
panel-desk = في الدسك
panel-words = نصوص أخرى

## الكتابة

toolbar = أدوات النص
toolbar-put = إدراج
toolbar-more = علامات أخرى
slash-title = إدراج عنصر
suggest-mode = اقتراح بدل التعديل
suggest-accept = قبول
suggest-reject = رفض
suggest-accept-all = قبول الكل
suggest-reject-all = رفض الكل
suggest-count =
    { $count ->
        [zero] لا اقتراحات
        [one] اقتراح واحد
        [two] اقتراحان
        [few] { NUMBER($count) } اقتراحات
        [many] { NUMBER($count) } اقتراحًا
       *[other] { NUMBER($count) } اقتراح
    }
mark-strong = عريض
mark-em = مائل
mark-strike = مشطوب
mark-link = رابط
mark-sup = مرفوع
mark-sub = منخفض
mark-code_mark = شفرة
link-address = العنوان
link-story = رابط إلى مادة لنا
link-remove = إزالة الرابط
# foreign: https, mailto
link-wrong = لا يستطيع القراء تتبع هذا العنوان. يبدأ بـ https:// أو mailto: أو /.
element-paragraph = نص
element-heading = عنوان فرعي
element-heading_3 = عنوان فرعي أصغر
element-picture = صورة
element-gallery = معرض صور
element-quote = اقتباس
element-pull_quote = اقتباس بارز
element-bullet_list = قائمة
element-ordered_list = قائمة مرقمة
element-rich_link = بطاقة مادة
element-attribution = أين نُشر أولًا
element-factbox = إطار معلومات
element-table = جدول
element-embed = محتوى خارجي
element-audio = صوت
element-video = فيديو
element-footnote = حاشية
element-code = شفرة
element-rule = خط فاصل
element-correction = تصويب
element-up = إلى أعلى
element-down = إلى أسفل
element-remove = إزالة
element-incomplete = لا يرى القراء هذا بعد: ينقصه شيء.
element-correction-note = هنا تصويب. يُعدَّل في «التنويهات».
field-speaker = القائل
field-role = الصفة
field-source = المصدر
field-source_url = رابط المصدر
field-outlet = الوسيلة
field-author = الكاتب
field-title = العنوان
field-box_title = العنوان
field-url = عنوان الصفحة
field-date = التاريخ
field-language = اللغة
field-archived_url = نسخة محفوظة
field-provider = الخدمة
field-key = العلامة
quote-lacks-source = من قال هذا، وأين؟
card-choose = اختيار مادة
card-change = اختيار مادة أخرى
card-missing = لم تعد هذه المادة موجودة أو لا يحق لك رؤيتها.
table-caption = الشرح
table-header = الصف الأول رأس الجدول
table-add-row = صف
table-add-column = عمود
table-remove-row = صف
table-remove-column = عمود
gallery-title = عنوان المعرض
gallery-add = إضافة صورة
paste-too-long = هذا أكثر مما تسعه مادة: 400,000 حرف على الأكثر.
find-title = بحث واستبدال
find-words = بحث
find-by = استبدال بـ
find-exact = مطابقة الحروف
find-count = { NUMBER($at) } من { NUMBER($count) }
find-previous = السابق
find-next = التالي
find-replace = استبدال
find-replace-all = استبدال الكل
find-replaced =
    { $count ->
        [zero] لم يُستبدل شيء.
        [one] استُبدل مرة واحدة.
        [two] استُبدل مرتين.
        [few] استُبدل { NUMBER($count) } مرات.
        [many] استُبدل { NUMBER($count) } مرة.
       *[other] استُبدل { NUMBER($count) } مرة.
    }

## الصور

pictures-title = الصور
pictures-search = البحث في الصور
pictures-lacking = ما ينقصه شيء فقط
pictures-nothing = لا صورة كهذه
pictures-nothing-text = جرّب كلمات أخرى أو أحضر صورة من هذا الجهاز.
pictures-empty = لا صور بعد
pictures-empty-text = أفلت صورًا هنا. ما تقوله عن نفسها يُقرأ تلقائيًا.
pictures-coming =
    { $count ->
        [zero] لا صور في الطريق.
        [one] صورة واحدة في الطريق…
        [two] صورتان في الطريق…
        [few] { NUMBER($count) } صور في الطريق…
        [many] { NUMBER($count) } صورة في الطريق…
       *[other] { NUMBER($count) } صورة في الطريق…
    }
picture-coming = الصورة في الطريق…
picture-choose = اختيار صورة
picture-change = اختيار صورة أخرى
picture-remove = إزالة الصورة
picture-from-device = من هذا الجهاز
picture-untitled = بلا شرح
picture-no-picture = لا يُدرج إلا الصور.
picture-not-there = لم تعد هذه الصورة موجودة.
picture-caption-here = الشرح هنا
picture-alt-here = النص البديل هنا
picture-credit = المصدر والمصوّر
picture-alt = النص البديل: ما الذي تُظهره
picture-lacks-credit = المصدر ناقص
picture-lacks-alt = النص البديل ناقص
picture-lacks-rights = الحقوق غير معروفة
picture-sheet = صورة
picture-uses = استُعملت في
picture-rights = الحقوق
picture-field-caption = الشرح
picture-field-alt = النص البديل
picture-field-credit_line = سطر المصدر
picture-field-photographer = المصوّر
picture-field-source = المصدر
picture-field-copyright = حقوق النشر
picture-field-headline = العنوان
picture-lease-until = يجوز استعمالها حتى { $at }.
picture-lease-ends = يجوز استعمالها حتى
picture-lease-add = تعيين
rights-staff = مصوّر الدار
rights-commissioned = بتكليف
rights-agency = وكالة
rights-stock = بنك صور
rights-pool = مشتركة
rights-handout = مقدَّمة من أصحابها
rights-screengrab = لقطة شاشة
rights-social = من وسائل التواصل الاجتماعي
rights-reader = من قارئ
rights-creative_commons = المشاع الإبداعي
rights-public_domain = ملك عام
rights-unknown = غير معروفة
lead-empty = أفلت الصورة الرئيسية هنا أو اختر واحدة

## المواعيد

timing-zone = كل الأوقات بتوقيتك، { $zone }.
timing-publish-at = تُنشر في
timing-schedule = جدولة
timing-unschedule = إلغاء الجدولة
timing-scheduled = ستُنشر في { $at }.
timing-unscheduled = أُلغيت الجدولة.
timing-will = ستُنشر في { $at }، ولو لم يكن أحد هنا.
timing-public-since = منشورة منذ { $at }.
timing-embargo = حظر النشر حتى
timing-embargo-hint = قبل ذلك لا يستطيع أحد نشرها ولا يراها إلا العاملون.
timing-hold = فرض الحظر
timing-release = رفعه
timing-embargoed = تحت حظر النشر حتى { $at }.
timing-released = رُفع الحظر.
timing-unpublish-at = تُسحب من الموقع في
timing-unpublish-hint = اتركه فارغًا لتبقى منشورة.

## الفحص والنشر

check-block = يمنع النشر:
check-warn = انتبه إلى:
check-show = عرض
checks-good = لا شيء يمنع نشر هذه المادة.
checks-again = إعادة الفحص
check-headline-missing = ليس لها عنوان.
check-text-missing = ليس فيها نص ولا صور.
check-picture-absent = إحدى صورها لم تعد موجودة.
check-picture-credit = صورة بلا مصدر.
check-picture-alt = صورة بلا نص بديل.
check-picture-rights = حقوق إحدى الصور غير معروفة.
check-picture-withheld = صورة لا يجوز عرضها.
check-embargo = تحت حظر النشر.
check-legal-hold = محجوزة إلى أن يقرأها محامٍ.
check-quote-source = اقتباس لا يذكر قائله ولا مصدره: «{ $quote }»
check-headline-quotation = العنوان يقتبس ما ليس في النص: «{ $quotation }»
check-link-withdrawn = رابط يقود إلى مادة مسحوبة.
check-link-not-public = رابط يقود إلى مادة غير منشورة.
check-translation-missing = لا ترجمة لها في الطبعة { $edition }.
check-translation-behind = الترجمة متأخرة عن الأصل.
publish-now = نشر الآن
publish-update-now = نشر التعديلات الآن
publish-later = لاحقًا…
publish-not-safe = كلماتك الأخيرة في الطريق. لحظة.
publish-embargo = تحت حظر النشر حتى { $at }.
publish-appears =
    { $count ->
        [zero] تصل القراء في الحال. لا تتغير أي صفحة.
        [one] تصل القراء في الحال. تتغير صفحة واحدة.
        [two] تصل القراء في الحال. تتغير صفحتان.
        [few] تصل القراء في الحال. تتغير { NUMBER($count) } صفحات.
        [many] تصل القراء في الحال. تتغير { NUMBER($count) } صفحة.
       *[other] تصل القراء في الحال. تتغير { NUMBER($count) } صفحة.
    }
publish-changes =
    { $count ->
        [zero] يصل النص الجديد القراء في الحال. لا تتغير أي صفحة.
        [one] يصل النص الجديد القراء في الحال. تتغير صفحة واحدة.
        [two] يصل النص الجديد القراء في الحال. تتغير صفحتان.
        [few] يصل النص الجديد القراء في الحال. تتغير { NUMBER($count) } صفحات.
        [many] يصل النص الجديد القراء في الحال. تتغير { NUMBER($count) } صفحة.
       *[other] يصل النص الجديد القراء في الحال. تتغير { NUMBER($count) } صفحة.
    }
publish-notice = تنويه للقراء
publish-notice-hint = تصويب المعلومات يقتضي تنويهًا، أما الفاصلة فلا.
publish-without-notice = بلا تنويه
published-title = نُشرت
published-pages =
    { $count ->
        [zero] لم تُحدَّث أي صفحة.
        [one] حُدِّثت صفحة واحدة.
        [two] حُدِّثت صفحتان.
        [few] حُدِّثت { NUMBER($count) } صفحات.
        [many] حُدِّثت { NUMBER($count) } صفحة.
       *[other] حُدِّثت { NUMBER($count) } صفحة.
    }
page-kind-story = المادة
page-kind-front = الصفحة الأولى
page-kind-section = قسم
page-kind-tag = موضوع
page-kind-contributor = كاتب
page-kind-archive = الأرشيف
page-kind-translation = ترجمة
page-kind-card = تعرض بطاقتها
unpublish-means = لن يجدها القراء بعد الآن: يقول عنوانها إنها سُحبت، وتغيب عن كل القوائم. ويبقى النص في الدسك.
unpublished-done = سُحبت المادة من الموقع.
kill-means = تُلغى المادة نهائيًا: يجيب عنوانها بالرمز 410 ولا تعود أبدًا.
kill-sure = أفهم أنها لن تعود.
killed-done = أُلغيت المادة.
preview-width = العرض
preview-phone = هاتف
preview-tablet = جهاز لوحي
preview-desk = مكتب
preview-share = رابط لشخص من الخارج
preview-copied = نُسخ الرابط.
preview-until = صالح حتى { $at }.

## التنويهات

notices-none = لا تنويهات.
notice-new = تنويه جديد
notice-new-text = يُنشر في الحال بتاريخ اليوم أسفل المادة.
notice-kind-label = النوع
notice-text = نص التنويه
notice-add = إضافة التنويه
notice-added = نُشر التنويه.
notice-kind-correction = تصويب
notice-kind-clarification = توضيح
notice-kind-editors_note = من التحرير
notice-kind-retraction = سحب مادة

## السجل

history-revisions = الحالات المحفوظة
history-timeline = ما حدث
history-none = لا شيء بعد.
history-compare = مقارنة
history-restore = استعادة
history-restored = عاد نص الحالة { $number }. والحالات الأخرى محفوظة أيضًا.
compare-title = مقارنة حالتين
compare-from = من
compare-until = إلى
compare-do = مقارنة
compare-same = النصان متطابقان.
event-story-created = بدأت
event-story-revised = كُتب فيها
event-story-published = نُشرت
event-story-unpublished = سُحبت من الموقع
event-story-scheduled = جُدولت
event-story-unscheduled = أُلغيت جدولتها
event-story-corrected = صُوّبت
event-story-killed = أُلغيت
event-story-submitted = سُلّمت
event-story-claimed = أُخذت للتحرير
event-story-returned = أُعيدت إلى الكاتب
event-story-approved = أُجيزت
event-story-spiked = استُبعدت
event-story-unspiked = استُعيدت
event-story-filed = أُعيد تصنيفها
event-story-assigned = كُلّف بها أحد
event-story-embargoed = فُرض عليها حظر النشر
event-embargo-lifted = رُفع حظر النشر
event-preview-shared = أُنشئ رابط لشخص من الخارج
event-preview-revoked = سُحب رابط لشخص من الخارج

## العاملون

staff-title = العاملون
staff-invite = دعوة شخص
staff-invite-make = إنشاء الدعوة
staff-invitations = الدعوات المفتوحة
staff-revoke = سحب
staff-revoked = لم يعد الرابط صالحًا.
staff-role = الدور
staff-roles = الأدوار
staff-roles-of = أدوار { $name }
staff-role-add = دور آخر
staff-role-remove = إزالة الدور
staff-password-link = رابط لكلمة مرور جديدة
staff-end-sessions = إخراجه من كل مكان
staff-sessions-ended = أُخرج من كل مكان.
staff-disable = تعطيل الحساب
staff-enable = تفعيل الحساب
staff-disabled = معطَّل
staff-disabled-done = عُطّل الحساب وأُخرج صاحبه من كل مكان.
staff-you = أنت
staff-seen = آخر حضور: { $at }
staff-never-seen = لم يحضر بعد
link-made = رابط للتسليم
link-made-text = أرسله بطريق موثوق. لا يُعرض إلا الآن، ويعمل مرة واحدة، وهو صالح حتى { $at }.
invitation-kind-password = كلمة مرور جديدة
invitation-kind-invitation = دعوة
role-reporter = مراسل
role-editor = محرر
role-publisher = مسؤول نشر
role-picture_editor = محرر صور
role-translator = مترجم
role-live_reporter = مراسل مباشر
role-moderator = مشرف
role-administrator = مدير
role-may-reporter = يكتب المواد ويسلّمها.
role-may-editor = يحرر مواد غيره ويجيزها.
role-may-publisher = يحرر وينشر ويصوّب ويسحب.
role-may-picture_editor = مسؤول عن الصور وحقوقها.
role-may-translator = يكتب الترجمات.
role-may-live_reporter = يكتب في التغطية المباشرة.
role-may-moderator = يشرف على ما يكتبه القراء.
role-may-administrator = يحق له كل شيء، ويقرر من يحق له ماذا.

## الحساب الشخصي

account-title = حسابك
account-current-password = كلمة المرور الحالية
account-new-password = كلمة المرور الجديدة
account-change-password = تغيير كلمة المرور
account-password-changed = تغيّرت كلمة المرور.
account-password-ends = ستخرج من كل مكان آخر.
account-second-factor = العامل الثاني
account-totp-on = يُطلب رمز من هاتفك عند الدخول بكلمة المرور.
account-totp-off = رمز من تطبيق على هاتفك يمنع من عرف كلمة مرورك.
account-totp-add = إعداد
account-totp-remove = إزالة
account-totp-removed = أُزيل العامل الثاني.
account-codes-left =
    { $count ->
        [zero] لم يبقَ أي رمز استرداد.
        [one] بقي رمز استرداد واحد.
        [two] بقي رمزا استرداد.
        [few] بقيت { NUMBER($count) } رموز استرداد.
        [many] بقي { NUMBER($count) } رمز استرداد.
       *[other] بقي { NUMBER($count) } رمز استرداد.
    }
account-codes-new = رموز استرداد جديدة
account-codes-made = أُنشئت رموز استرداد جديدة. القديمة لم تعد صالحة.
account-passkeys = مفاتيح المرور
account-passkeys-text = مفتاح المرور يدخلك ببصمتك أو وجهك أو قفل هذا الجهاز. ولا تسرقه صفحة مزيفة.
account-passkey-add = إضافة مفتاح مرور
account-passkey-name-hint = لتعرفه لاحقًا، مثل «الهاتف».
account-passkey-added = أُضيف مفتاح المرور.
account-passkey-removed = أُزيل مفتاح المرور.
account-sessions = أين أنت داخل
account-unknown-device = جهاز غير معروف
account-this-device = هذا الجهاز
account-seen = آخر استعمال: { $at }
account-end-session = إخراج
account-session-ended = أُنهيت الجلسة هناك.
account-proof = أكّد أنك أنت
account-proof-text = هذا يغيّر طريقة دخولك. أدخل كلمة مرورك مرة أخرى.
account-proof-go = متابعة
codes-title = رموز الاسترداد الخاصة بك
codes-text = كل رمز يدخلك مرة واحدة إن ضاع الهاتف. احفظها حيث لا ينظر غيرك. لا تُعرض إلا الآن.
codes-kept = حفظتُها
totp-scan = امسح هذا بتطبيق رموز ثم اكتب ما يعرضه.
totp-qr = رمز مربع يحوي السر
totp-secret = أو اكتب السر:
totp-confirm = تأكيد
