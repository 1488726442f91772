### البحث.

search-title = البحث
search-for = البحث: { $query }
search-field = ابحث في الأرشيف
search-button = ابحث
search-description = البحث في مواد { $name }
search-suggestions = مواد مقترحة
search-suggestions-count = عدد المقترحات: { $count }

## تضييق البحث

search-filters = التصفية والترتيب
search-section = القسم
search-any-section = كل الأقسام
search-format = النوع
search-any-format = كل الأنواع
search-from = نُشر ابتداءً من
search-to = نُشر حتى
search-sort = الترتيب
search-sort-relevance = الأنسب أولًا
search-sort-newest = الأحدث أولًا
search-topic = الموضوع:
search-by = الكاتب:
search-remove = (إزالة هذا الشرط)
search-narrow = تضييق البحث
search-topics = موضوعات هذه المواد
search-people = كتّاب هذه المواد

## ما عُثر عليه

search-found = { $count ->
    [zero] لم يُعثر على أي مادة
    [one] عُثر على مادة واحدة
    [two] عُثر على مادتين
    [few] عُثر على { NUMBER($count) } مواد
    [many] عُثر على { NUMBER($count) } مادة
   *[other] عُثر على { NUMBER($count) } مادة
}
search-found-more = { $count ->
    [zero] لم يُعثر على أي مادة بعد
    [one] عُثر على أكثر من مادة
    [two] عُثر على أكثر من مادتين
    [few] عُثر على أكثر من { NUMBER($count) } مواد
    [many] عُثر على أكثر من { NUMBER($count) } مادة
   *[other] عُثر على أكثر من { NUMBER($count) } مادة
}
search-page = الصفحة { NUMBER($number) }
search-pages = صفحات النتائج
search-previous = الصفحة السابقة
search-next = الصفحة التالية
search-end = المواد أكثر مما تتسع له هذه الصفحات. أضف كلمة أو شرطًا للوصول إليها.
search-similar = قليل من المواد فيه هذه الكلمات بعينها، فبحثنا أيضًا عن كلمات قريبة منها.
search-instead = قليل من المواد فيه هذه الكلمات بعينها. بحثنا أيضًا عن:
search-most = لا توجد مادة فيها كل هذه الكلمات. هذه مواد فيها معظمها.
search-cut = { $count ->
    [zero] لم يُبحث عن أي كلمة.
    [one] بُحث عن الكلمة الأولى فقط.
    [two] بُحث عن الكلمتين الأوليين فقط.
    [few] بُحث عن أول { NUMBER($count) } كلمات فقط.
    [many] بُحث عن أول { NUMBER($count) } كلمة فقط.
   *[other] بُحث عن أول { NUMBER($count) } كلمة فقط.
}

## حين لا يوجد ما يُعرض

search-nothing = لم يُعثر على شيء
search-without-filters = ابحث من دون شروط
search-help-title = كيف تبحث
search-help-spelling = تحقق من الإملاء، أو جرّب كلمة أخرى للمعنى نفسه.
search-help-fewer = استعمل كلمات أقل. يُعثر على صيغ الكلمة كلها: «جسر» تجد «الجسر» أيضًا.
search-help-phrase = ضع الكلمات بين علامتي تنصيص لتجدها متجاورة: «دار البلدية».
search-help-without = ضع علامة ناقص قبل كلمة لاستبعاد المواد التي فيها: جسر -ترام.
search-help-begin = أنهِ الكلمة بنجمة لتجد كل الكلمات التي تبدأ بها: ميناء*.
search-archive = تصفّح الأرشيف بحسب التاريخ
search-too-long = { $count ->
    [zero] في بحثك { NUMBER($length) } حرفًا. الحد الأقصى { NUMBER($count) }: اختصره.
    [one] في بحثك { NUMBER($length) } حرفًا. الحد الأقصى حرف واحد: اختصره.
    [two] في بحثك { NUMBER($length) } حرفًا. الحد الأقصى حرفان: اختصره.
    [few] في بحثك { NUMBER($length) } حرفًا. الحد الأقصى { NUMBER($count) } أحرف: اختصره.
    [many] في بحثك { NUMBER($length) } حرفًا. الحد الأقصى { NUMBER($count) } حرفًا: اختصره.
   *[other] في بحثك { NUMBER($length) } حرفًا. الحد الأقصى { NUMBER($count) } حرف: اختصره.
}
search-partial = يُعاد بناء فهرس البحث. قد تغيب مواد قديمة بضع دقائق.
search-building = يُعاد بناء فهرس البحث. حاول مجددًا بعد بضع دقائق.
search-busy = يبحث كثيرون في هذه اللحظة. حاول مجددًا بعد ثوانٍ.
