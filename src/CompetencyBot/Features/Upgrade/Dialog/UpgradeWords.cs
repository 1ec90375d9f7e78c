using System.Globalization;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>What people type where a button would do.</summary>
internal static class UpgradeWords
{
    /// <summary>Nobody supposes more newcomers, and no level has more ways.</summary>
    private const int MostDigits = 2;

    private static readonly HashSet<string> Yes = ["yes", "y", "ok", "okay", "go on", "continue", "next", "是", "對", "好", "確認", "是的", "繼續", "下一步"];
    private static readonly HashSet<string> No = ["no", "n", "not now", "不", "否", "不要", "不用"];

    /// <param name="step">Name of an <see cref="UpgradeStep"/>.</param>
    /// <param name="text">As normalised.</param>
    /// <returns>The part of the verb that a button with this meaning has; null for words that mean nothing here. The bare name of a competency is known elsewhere.</returns>
    public static string? Of(string step, string text) => step switch
    {
        nameof(UpgradeStep.Choose) when text.Split(' ').Any(word => WantedLevels.LevelIn(word) is not null) => UpgradeActions.Choose,
        not nameof(UpgradeStep.Choose) when WantedLevels.LevelIn(text) is not null => UpgradeActions.Choose,
        nameof(UpgradeStep.Ways) when Yes.Contains(text) || NumberIn(text) is not null => UpgradeActions.Suppose,
        nameof(UpgradeStep.Suppose) when Yes.Contains(text) || NumberIn(text) is not null => UpgradeActions.Answer,
        nameof(UpgradeStep.Result) when Yes.Contains(text) => UpgradeActions.Nudge,
        nameof(UpgradeStep.Nudge) when Yes.Contains(text) => UpgradeActions.Send,
        nameof(UpgradeStep.Nudge) when No.Contains(text) => Conversation.DialogActions.Back,
        _ => null,
    };

    public static int? NumberIn(string text) =>
        text.Length <= MostDigits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What the buttons of the dialog can ask for, beside <see cref="Conversation.DialogActions"/>.</summary>
internal static class UpgradeActions
{
    public const string Choose = "competency";
    public const string Suppose = "suppose";
    public const string Answer = "answer";
    public const string Nudge = "nudge";
    public const string Send = "send";

    /// <summary>Where was I?</summary>
    public const string Continue = "continue";
}
