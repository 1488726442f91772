## بيانات مصدر الصور

credentials = بيانات المصدر الموثقة
credentials-trusted = أصل هذه الصورة مختوم، والختم سليم، ونحن نعرف من وضعه.
credentials-valid = أصل هذه الصورة مختوم والختم سليم. من وقّع سمّى نفسه، ولم نتحقق من هذا الاسم.
credentials-invalid = كان أصل هذه الصورة مختومًا، لكن الختم لم يعد سليمًا: فقد تغيّر الملف أو ما قيل عنه بعد ذلك.
credentials-signed-by = الموقّع
credentials-signed-at = تاريخ التوقيع
credentials-tool = الأداة
credentials-edits = ما جرى عليها
credentials-ai = الذكاء الاصطناعي
credentials-ai-whole = أنشأ الصورةَ نموذجُ ذكاء اصطناعي.
credentials-ai-part = أنشأ أجزاءً من الصورة نموذجُ ذكاء اصطناعي.
credentials-edit-created = إنشاء
credentials-edit-opened = فتح
credentials-edit-placed = إدراج صور أخرى
credentials-edit-cropped = قص
credentials-edit-resized = تغيير الحجم
credentials-edit-orientation = تدوير
credentials-edit-color-adjustments = تعديل الألوان
credentials-edit-filtered = ترشيح
credentials-edit-edited = تحرير
credentials-edit-drawing = رسم
credentials-edit-removed = حذف جزء
credentials-edit-redacted = حجب بعض البيانات
credentials-edit-converted = تغيير صيغة الملف
credentials-edit-transcoded = حفظ من جديد
credentials-edit-repackaged = إعادة تغليف
credentials-edit-published = نشر
credentials-edit-others = { $count ->
    [zero] لا خطوات أخرى
    [one] خطوة أخرى
    [two] خطوتان أخريان
    [few] { NUMBER($count) } خطوات أخرى
    [many] { NUMBER($count) } خطوة أخرى
   *[other] { NUMBER($count) } خطوة أخرى
}
