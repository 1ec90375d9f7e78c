namespace CompetencyBot.Features.Administration;

/// <summary>What the buttons of <c>admin</c> ask for: the parts of their verbs after the slash.</summary>
public static class AdminAction
{
    public const string Show = "show";
    public const string Scan = "scan";
    public const string Read = "read";
    public const string Warnings = Settings.SettingForms.Warnings;
    public const string Organisation = Settings.SettingForms.Organisation;
    public const string Save = "save";
    public const string Admins = "admins";
    public const string Add = "add";
    public const string Remove = "remove";
    public const string Audit = "audit";
    public const string Told = "told";
    public const string ToldFile = "toldfile";
    public const string PartnerCenter = "partnercenter";
    public const string Connect = "partnerconnect";
    public const string Fetch = "partnerfetch";
    public const string Disconnect = "partnerdisconnect";

    public const string Directory = "directory";
    public const string Sync = "sync";
    public const string HaveLeft = "haveleft";
    public const string KeepThem = "keepthem";

    public static IReadOnlyList<string> All { get; } =
        [Show, Scan, Read, Warnings, Organisation, Save, Admins, Add, Remove, Audit, Told, ToldFile, Directory, Sync, HaveLeft, KeepThem, PartnerCenter, Connect, Fetch, Disconnect];

    /// <summary>The words that mean the same when they are typed, as normalised; Save is a button's alone, and so is what decides about people who may have left.</summary>
    private static readonly (string Word, string Action)[] Words =
    [
        ("scan", Scan), ("掃描", Scan),
        ("read", Read), ("讀取", Read),
        ("warnings", Warnings), ("警告", Warnings),
        ("organisation", Organisation), ("organization", Organisation), ("組織", Organisation),
        ("admins", Admins), ("admin", Admins), ("list", Admins), ("名單", Admins), ("管理員", Admins),
        ("add", Add), ("新增", Add), ("加入", Add),
        ("remove", Remove), ("移除", Remove), ("刪除", Remove),
        ("audit", Audit), ("稽核", Audit), ("changes", Audit), ("紀錄", Audit),
        ("directory", Directory), ("目錄", Directory),
        ("sync", Sync), ("同步", Sync),
        ("told csv", ToldFile), ("通知 csv", ToldFile), ("通知 匯出", ToldFile),
        ("told", Told), ("通知", Told),
        ("partner center", PartnerCenter), ("partner centre", PartnerCenter), ("合作夥伴中心", PartnerCenter), ("insights", PartnerCenter),
        ("settings", Show), ("設定", Show),
    ];

    /// <param name="argument">What was typed after the command, normalised.</param>
    /// <returns>Null for words that mean none.</returns>
    public static string? Typed(string argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        return argument.Length == 0 ? Show : Words.Where(entry => IsDeed(entry.Action) ? IsExactly(argument, entry.Word) : Begins(argument, entry.Word)).OrderByDescending(entry => entry.Word.Length).Select(entry => entry.Action).FirstOrDefault();
    }

    /// <summary>Starts a job: more words around it may be about something else.</summary>
    private static bool IsDeed(string action) => action is Scan or Read or Sync;

    private static bool IsExactly(string argument, string word) => argument == word || argument == word + " now" || argument == word + " please";

    // Chinese is written without spaces.
    private static bool Begins(string argument, string word) => argument.StartsWith(word, StringComparison.Ordinal)
        && (argument.Length == word.Length || argument[word.Length] == ' ' || !char.IsAscii(word[^1]));
}
