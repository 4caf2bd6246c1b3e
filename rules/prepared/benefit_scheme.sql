-- What kind of benefit each scheme of the county is. Scheme names are free text; this is the one place that reads them.
--
--   shape   one row per scheme as written, in the enrolments or in the payments
--   kind    funeral, survivor, injury, unemployment · low_edge, low_income, destitute, orphan, temporary_aid · disability, longevity, elder_care
--           · resident_pension, civil_pension, employee_pension, pension (of which kind is not said) · other
-- Order matters: 城乡居民养老保险丧葬补助 is for a funeral; 低保边缘 is not 低保; 困难残疾人生活补贴 is a disability allowance.
SELECT scheme,
       CASE WHEN scheme LIKE '%丧葬%' OR scheme LIKE '%丧抚%' OR scheme LIKE '%殡葬%' OR scheme LIKE '%一次性抚恤%' THEN 'funeral'
            WHEN scheme LIKE '%遗属%' OR scheme LIKE '%供养亲属%' THEN 'survivor'
            WHEN scheme LIKE '%工伤%' OR scheme LIKE '%伤残津贴%' THEN 'injury'
            WHEN scheme LIKE '%失业%' THEN 'unemployment'
            WHEN scheme LIKE '%临时救助%' THEN 'temporary_aid'
            WHEN scheme LIKE '%残疾%' THEN 'disability'
            WHEN scheme LIKE '%低保边缘%' OR scheme LIKE '%低收入%' THEN 'low_edge'
            WHEN scheme LIKE '%低保%' OR scheme LIKE '%最低生活保障%' THEN 'low_income'
            WHEN scheme LIKE '%特困%' OR scheme LIKE '%五保%' THEN 'destitute'
            WHEN scheme LIKE '%孤儿%' OR scheme LIKE '%无人抚养%' THEN 'orphan'
            WHEN scheme LIKE '%高龄%' OR scheme LIKE '%百岁%' OR scheme LIKE '%长寿%' THEN 'longevity'
            WHEN scheme LIKE '%居保%' OR scheme LIKE '%新农保%' OR scheme LIKE '%居民%养老保险%' OR scheme LIKE '%居民%养老金%' OR scheme LIKE '%农村社会养老%' THEN 'resident_pension'
            WHEN scheme LIKE '%机关%养老%' OR scheme LIKE '%事业%养老%' OR scheme LIKE '%离退休费%' OR scheme LIKE '%离休%' THEN 'civil_pension'
            WHEN scheme LIKE '%职工%养老%' OR scheme LIKE '%企业%养老%' OR scheme LIKE '%企业退休%' THEN 'employee_pension'
            WHEN scheme LIKE '%养老服务%' OR scheme LIKE '%居家养老%' OR scheme LIKE '%失能%' OR scheme LIKE '%护理补贴%' THEN 'elder_care'
            WHEN scheme LIKE '%养老保险%' OR scheme LIKE '%养老金%' OR scheme LIKE '%养老待遇%' OR scheme LIKE '%退休金%' THEN 'pension'
            ELSE 'other' END AS kind
FROM (SELECT scheme FROM benefit_payment UNION SELECT scheme FROM benefit_enrollment) AS written
WHERE scheme IS NOT NULL
