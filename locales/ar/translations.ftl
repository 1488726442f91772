## الترجمات

original-correction = صُحِّح النص الأصلي بعد هذه الترجمة
original-clarification = أُضيف توضيح إلى النص الأصلي بعد هذه الترجمة
original-editors_note = أضاف التحرير ملاحظة إلى النص الأصلي بعد هذه الترجمة
original-retraction = سُحب النص الأصلي لهذه الترجمة
original-since = لم يُدرَج التغيير في هذا النص بعد. تجد الملاحظة هنا:
