### الراحة في القراءة: الإعدادات، وما يُحفظ على الجهاز، والمادة التالية، والإبلاغ عن الأخطاء.

## إعدادات القراءة

settings-title = إعدادات القراءة
settings-size = حجم الخط
settings-size-small = صغير
settings-size-normal = عادي
settings-size-large = كبير
settings-size-largest = الأكبر
settings-colours = الألوان
settings-colours-system = كما في الجهاز
settings-colours-light = فاتحة
settings-colours-dark = داكنة
settings-saver = توفير البيانات
settings-saver-note = صور صغيرة، ولا يُحمَّل شيء مسبقًا.
settings-continue = عرض المادة التالية أسفل هذه
settings-note = تُحفظ في هذا المتصفح وحده.
settings-close = تم

## أسفل المادة

story-tools = هذه المادة
save = احفظها لوقت لاحق
save-undo = محفوظة: أزلها
follow = تابع
follow-undo = أوقف المتابعة
share = شارك
copy-link = انسخ الرابط
link-copied = نُسخ الرابط.
copy-failed = تعذّر نسخ الرابط. تجده في شريط العنوان.
continue-stop = توقّف هنا
continue-stopped = لن يُحمَّل شيء آخر تلقائيًّا. المادة التالية على بُعد رابط واحد.

## المحفوظات

saved-title = المحفوظات
saved-about = ما تحفظه وما تتابعه يبقى في هذا المتصفح وحده، ولا تعلم الصحيفة شيئًا عنه.
saved-no-script = يحفظ هذه القوائم برنامج نصي صغير في متصفحك، والبرامج النصية معطّلة هنا. كل ما عدا ذلك في الموقع يعمل من دونها.
saved-stories = المواد المحفوظة
saved-none = لم تحفظ شيئًا بعد. اختر «احفظها لوقت لاحق» أسفل أي مادة لتجدها هنا.
saved-following = ما تتابعه
following-none = لا تتابع شيئًا بعد. اختر «تابع» في صفحة قسم أو موضوع أو كاتب لتجد أحدث مواده هنا.
saved-remove = أزل
saved-withdrawn = أُزيلت من قائمتك موادّ لم تعد منشورة.
saved-failed = تعذّر تحميل المواد. قائمتك ما زالت محفوظة.
saved-forget = انسَ كل ما حُفظ في هذا المتصفح
saved-forgotten = نُسي كل شيء.

## لا اتصال

kept-copy = لا اتصال لديك. تقرأ نسخة حفظها متصفحك:
offline-title = لا اتصال
offline-text = لم يحفظ متصفحك هذه الصفحة. ستجدها هنا من جديد حين يعود الاتصال.
offline-again = أعد المحاولة
offline-kept = محفوظ في هذا المتصفح

## الإبلاغ عن خطأ

report-title = أبلغ عن خطأ
report-about = رسالتك تصل إلى هيئة التحرير، ولا يُنشر شيء منها.
report-story = المادة
report-passage = الكلمات التي فيها خطأ، منسوخة من المادة (اختياري)
report-text = ما الخطأ فيها؟
report-text-hint = اذكر الصواب، وكيف عرفته، إن استطعت.
report-email = بريدك الإلكتروني إن أردت جوابًا (اختياري)
report-email-hint = يُستعمل للجواب فقط، ويُنسى عند إغلاق البلاغ.
report-trap = اترك هذا الحقل فارغًا
report-send = أرسل
report-back = عُد إلى المادة
report-sent = شكرًا لك. وصل بلاغك إلى هيئة التحرير. إن صحّحنا المادة فسيُذكر ذلك في آخرها.
report-faults = لم يُرسل شيء بعد. راجع من فضلك الحقول المعلَّمة.
report-fault-missing = اكتب من فضلك ما الخطأ.
report-fault-long = { $count ->
    [zero] لا تكتب شيئًا في هذا الحقل من فضلك.
    [one] اكتب من فضلك حرفًا واحدًا على الأكثر.
    [two] اكتب من فضلك حرفين على الأكثر.
    [few] اكتب من فضلك { NUMBER($count) } أحرف على الأكثر.
    [many] اكتب من فضلك { NUMBER($count) } حرفًا على الأكثر.
   *[other] اكتب من فضلك { NUMBER($count) } حرف على الأكثر.
}
report-fault-email = ليس هذا بريدًا إلكترونيًّا. صحّحه أو اترك الحقل فارغًا.
report-busy = وصلت قبل قليل عدة بلاغات من اتصالك. أعد إرسال هذا البلاغ بعد عشر دقائق؛ ما كتبته ما زال هنا.
report-foreign = جاء النموذج من صفحة في موقع آخر فلم نقبله. راجعه وأرسله من هنا.
report-failed = تعذّر حفظ البلاغ. أعد إرساله بعد دقيقة؛ ما كتبته ما زال هنا.

## بطاقات في مواقع أخرى

embed-gone = لم تعد قراءة هذه المادة ممكنة
