using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CompetencyBot.Tests.Conventions;

/// <summary>The Chinese texts use the words of the programme's own Traditional Chinese documents, one for each thing.</summary>
public sealed class GlossaryTests
{
    private static readonly string Source = Repository.PathOf("src", "CompetencyBot");

    /// <summary>Where the English text has the term, the Chinese one has one of these words.</summary>
    private static readonly (string English, string[] Chinese)[] Required =
    [
        (@"competenc(y|ies)", ["專長認證"]),
        (@"silver", ["銀級"]),
        (@"gold", ["金級"]),
        (@"benefits package", ["權益套件"]),
        (@"business profile", ["商務設定檔"]),
        (@"performance goals?", ["績效目標"]),
        (@"skill goals?", ["技能目標"]),
        (@"skills report", ["技能報表"]),
        (@"assessments?", ["評定", "評量"]),
        (@"exams?", ["測驗"]),
        (@"certifications?", ["認證"]),
        (@"renewals?", ["續約"]),
        (@"anniversar(y|ies)", ["週年日"]),
        (@"associate[sd]?|associations?", ["關聯"]),
        (@"links? your (Microsoft )?account", ["連結", "關聯"]),
        (@"Partner University", ["合作夥伴大學"]),
        (@"revenue", ["營收"]),
        (@"active usage", ["作用中使用量"]),
        (@"deployed seats", ["已部署基座計數"]),
        (@"customer adds", ["新客戶增長"]),
        (@"referrals?", ["業務轉介"]),
        (@"global admins?", ["全域管理員"]),
        (@"MPN partner admins?", ["MPN 合作夥伴系統管理員"]),
        (@"user management admins?", ["使用者系統管理員"]),
        (@"developed market", ["已開發市場"]),
        (@"developing market", ["開發中市場"]),
        (@"dashboard", ["儀表板"]),
    ];

    /// <summary>Other words for the same things, words of the mainland, and simplified characters.</summary>
    private static readonly string[] Forbidden =
    [
        "能力認證", "勝任力", "胜任力", "職能", "專業能力", "金牌", "銀牌", "黃金", "白銀", "金級別", "考試", "考题", "試驗", "續訂", "展期", "周年", "紀念日",
        "收入", "营收", "活躍使用", "儀錶板", "仪表板", "推薦轉介", "福利套件", "權益包", "業務檔案", "商業設定檔", "绩效", "評估測驗", "全局", "全球管理員", "賬戶", "賬號",
        "信息", "數據", "質量", "軟件", "網絡", "鏈接", "默認", "設置", "郵箱", "激活", "屏幕", "菜單", "搜索", "文件夾", "登錄", "服務器", "发送", "请",
        "证", "联", "过", "测", "级", "银", "绩", "续", "约", "关", "认", "评", "业", "为", "这", "没", "时", "间", "语", "说", "设",
    ];

    /// <summary>Texts in which the word means something else.</summary>
    private static readonly Dictionary<string, string> Otherwise = new()
    {
        ["ShownAfterImport"] = "a certificate is renewed by its holder, and not bought as a membership is",
    };

    public static TheoryData<string> Resources =>
    [
        .. Directory.EnumerateFiles(Source, "*Texts.resx", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Source, file)[..^".resx".Length].Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Resources))]
    public void A_term_of_the_programme_has_its_own_word_in_Chinese(string resource)
    {
        var (english, chinese) = (Read($"{resource}.resx"), Read($"{resource}.zh-TW.resx"));

        var faults =
            from text in english
            from term in Required
            where Regex.IsMatch(text.Value, $@"(?<![\w-])({term.English})(?![\w-])", RegexOptions.IgnoreCase)
            where chinese.TryGetValue(text.Key, out var translated) && !term.Chinese.Any(translated.Contains)
                && !Regex.IsMatch(translated, term.English, RegexOptions.IgnoreCase) // a command or a setting is called by its name
                && !Otherwise.ContainsKey(text.Key)
            select $"{text.Key}: {term.English} is not {string.Join(" or ", term.Chinese)} in {chinese[text.Key]} ({text.Value})";

        var report = string.Join('\n', faults); // not Assert.Equal, which cuts long texts short
        if (report.Length > 0)
            Assert.Fail(report);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void No_other_word_is_used_for_it(string resource)
    {
        var faults =
            from text in Read($"{resource}.zh-TW.resx")
            from word in Forbidden
            where text.Value.Contains(word, StringComparison.Ordinal)
            select $"{text.Key}: {word} in {text.Value}";

        var report = string.Join('\n', faults); // not Assert.Equal, which cuts long texts short
        if (report.Length > 0)
            Assert.Fail(report);
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Source, file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
}
