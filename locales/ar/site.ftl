### موقع القرّاء.

## في كل مكان

skip-to-content = انتقل إلى المحتوى
nav-sections = الأقسام
nav-editions = اللغات
to-front-page = { $name }، الصفحة الأولى
all-sections = كل الأقسام
archive = الأرشيف
feeds = خلاصات الأخبار
standing-pages = عن الصحيفة
copyright = © { $year } { $name }
date-and-time = { $date }، { $time }
quoted = «{ $words }»

## الوقت في الصفحات التي لا تُحفظ

time-just-now = الآن
time-minutes-ago = { $count ->
    [zero] الآن
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { NUMBER($count) } دقائق
    [many] قبل { NUMBER($count) } دقيقة
   *[other] قبل { NUMBER($count) } دقيقة
}
time-hours-ago = { $count ->
    [zero] الآن
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { NUMBER($count) } ساعات
    [many] قبل { NUMBER($count) } ساعة
   *[other] قبل { NUMBER($count) } ساعة
}
time-days-ago = { $count ->
    [zero] اليوم
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { NUMBER($count) } أيام
    [many] قبل { NUMBER($count) } يومًا
   *[other] قبل { NUMBER($count) } يوم
}

## الصفحات الأولى والقوائم

top-stories = أبرز الأخبار
latest = آخر الأخبار
most-discussed = الأكثر نقاشًا
older-stories = مواد أقدم
newest-stories = العودة إلى الأحدث
older-than = أقدم من { $when }
list-before = { $name }: أقدم من { $when }
nothing-here = لم يُنشر شيء هنا بعد.
comments-count = { $count ->
    [zero] لا تعليقات
    [one] تعليق واحد
    [two] تعليقان
    [few] { NUMBER($count) } تعليقات
    [many] { NUMBER($count) } تعليقًا
   *[other] { NUMBER($count) } تعليق
}
stories-count = { $count ->
    [zero] لا مواد
    [one] مادة واحدة
    [two] مادتان
    [few] { NUMBER($count) } مواد
    [many] { NUMBER($count) } مادة
   *[other] { NUMBER($count) } مادة
}
card-withdrawn = سُحبت هذه المادة
tag-kind-topic = موضوع
tag-kind-person = شخصية
tag-kind-place = مكان
tag-kind-organisation = مؤسسة
tag-kind-series = سلسلة
stories-by = مواد بقلم { $name }

## الأنواع

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

## المادة

byline-by = بقلم
published = نُشر
updated = آخر تحديث
reading-time = { $count ->
    [zero] قراءة سريعة
    [one] قراءة في دقيقة
    [two] قراءة في دقيقتين
    [few] قراءة في { NUMBER($count) } دقائق
    [many] قراءة في { NUMBER($count) } دقيقة
   *[other] قراءة في { NUMBER($count) } دقيقة
}
read-in = اقرأ بلغة أخرى
read-also = اقرأ أيضًا
filed-under = مواضيع
related-stories = في الموضوع نفسه
next-story = المادة التالية
picture-credit = المصدر:
picture-pool = صورة مشتركة بين وسائل الإعلام
picture-handout = صورة مقدَّمة من أصحابها
picture-screengrab = لقطة شاشة
picture-social = من وسائل التواصل الاجتماعي
picture-reader = أرسلها قارئ
picture-generated = أُنشئت بالذكاء الاصطناعي
picture-partly-generated = أُنشئت جزئيًا بالذكاء الاصطناعي
picture-rendered = صورة حاسوبية
picture-composite = صورة مركَّبة
picture-partly-synthetic = صورة مركَّبة، بعضها حاسوبي
picture-virtual = التُقطت في عالم افتراضي
gallery-open = { $place }: بملء الشاشة
gallery-position = { NUMBER($at) } من { NUMBER($count) }
gallery-previous = الصورة السابقة
gallery-next = الصورة التالية
gallery-close = إغلاق
gallery-label = { $count ->
    [zero] لا صور
    [one] صورة واحدة
    [two] صورتان
    [few] { NUMBER($count) } صور
    [many] { NUMBER($count) } صورة
   *[other] { NUMBER($count) } صورة
}
embed-opens = افتحه على { $name }
embed-play = اعرضه هنا
embed-warning = لم يُحمَّل شيء من { $name }. إذا عرضته أو فتحته، فستعرف { $name } عنوانك على الشبكة وأنك أتيت من هذه الصحيفة.
notices = تصويبات وملاحظات
notice-correction = تصويب
notice-clarification = توضيح
notice-editors_note = من التحرير
notice-retraction = سحب مادة
retracted-title = سحب التحرير هذه المادة
attribution-label = نُشر أولًا في
attribution-original = النص الأصلي
attribution-archived = نسخة محفوظة
language-ar = بالعربية
language-da = بالدنماركية
language-de = بالألمانية
language-el = باليونانية
language-en = بالإنجليزية
language-es = بالإسبانية
language-et = بالإستونية
language-fi = بالفنلندية
language-fr = بالفرنسية
language-it = بالإيطالية
language-lt = بالليتوانية
language-lv = باللاتفية
language-nl = بالهولندية
language-no = بالنرويجية
language-pl = بالبولندية
language-pt = بالبرتغالية
language-ru = بالروسية
language-sv = بالسويدية
language-tr = بالتركية
language-uk = بالأوكرانية
language-zh = بالصينية

## النقاش

comments = التعليقات
comments-read-only = أُغلق باب النقاش، وما قيل يبقى هنا.
comments-none = لم يكتب أحد بعد.
comment-reply-to = ردًا على { $name }
comment-link = رابط هذا التعليق

## الأرشيف

archive-heading = الأرشيف: { $when }
archive-calendar = أيام الشهر
archive-earlier = الأقدم
archive-later = الأحدث
archive-month = الشهر كاملًا
archive-empty = لم يُنشر شيء في تلك الأيام.

## حين لا توجد صفحة

not-found-title = هذه الصفحة غير موجودة
not-found-text = ربما كُتب العنوان خطأ أو نُقلت المادة إلى مكان آخر. تجد أدناه أقسام الصحيفة وأحدث ما نُشر.
gone-title = سُحبت هذه المادة
gone-text = أزلناها عن قصد، ولن تعود إلى هذا العنوان.
legal-title = لا يمكن عرض هذه المادة
legal-text = أُزيلت لأسباب قانونية.
failed-title = حدث خلل لدينا
failed-text = اتصالك سليم. حاول مرة أخرى بعد دقيقة.
fault-number = رقم الخلل، إن أردت أن تكتب إلينا: { $id }
