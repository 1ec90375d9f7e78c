namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>What people type where a button would do.</summary>
internal static class LinkWords
{
    private static readonly HashSet<string> Yes = ["yes", "y", "ok", "okay", "confirm", "yes this is mine", "是", "對", "好", "確認", "是的"];
    private static readonly HashSet<string> Another = ["no", "n", "another", "use another account", "否", "不是", "其他帳戶"];
    private static readonly HashSet<string> Done = ["done", "done there", "finished", "完成", "已完成", "好了", "完成了"];
    private static readonly HashSet<string> Later = ["later", "not now", "稍後", "晚點", "之後"];
    private static readonly HashSet<string> Continue = ["continue", "go on", "next", "繼續", "下一步"];

    /// <param name="step">Name of a <see cref="LinkStep"/>.</param>
    /// <param name="text">As normalised.</param>
    /// <returns>The part of the verb that a button with this meaning has; null for words that mean nothing here.</returns>
    public static string? Of(string step, string text) => step switch
    {
        nameof(LinkStep.Explain) when Yes.Contains(text) || Continue.Contains(text) => "begin",
        nameof(LinkStep.SignIn) when IsCode(text) => "code",
        nameof(LinkStep.Confirm) when Yes.Contains(text) => "confirm",
        nameof(LinkStep.Confirm) when Another.Contains(text) => "begin",
        nameof(LinkStep.PartnerCenter) when Yes.Contains(text) || Done.Contains(text) => "done",
        nameof(LinkStep.PartnerCenter) when Later.Contains(text) => "later",
        _ => null,
    };

    /// <summary>Digits, also with spaces between or one too few: whoever types digits here means the code.</summary>
    private static bool IsCode(string text) => text.Length is > 2 and <= 20 && text.All(c => char.IsAsciiDigit(c) || c == ' ');
}
