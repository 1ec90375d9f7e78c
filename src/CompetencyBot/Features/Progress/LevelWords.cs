using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Features.Progress;

/// <summary>A level today and at the anniversary. The word says it; the sign and the colour only help.</summary>
internal static class LevelWords
{
    public static TextBlock Today(Level? reached) => reached switch
    {
        Level.Gold => new TextBlock($"★ {Texts.LevelGold}") { Color = "Good", Weight = "Bolder" },
        Level.Silver => new TextBlock($"☆ {Texts.LevelSilver}") { Color = "Accent", Weight = "Bolder" },
        Level.SolutionsPartner => new TextBlock($"★ {Texts.LevelSolutionsPartner}") { Color = "Good", Weight = "Bolder" },
        _ => new TextBlock(Texts.LevelNone) { IsSubtle = true },
    };

    /// <returns>Null where there is no level, neither today nor then.</returns>
    public static TextBlock? AtAnniversary(CompetencyProgress progress, DateOnly? anniversary)
    {
        if (anniversary is not { } day || (progress.Reached is null && progress.Then is null))
            return null;
        var text = Language.Format(ProgressTexts.LevelOn, Day(day), progress.Then is { } then ? Short(then) : ProgressTexts.NoLevel);
        var block = new TextBlock(progress.IsAtRisk ? $"▼ {text}" : progress.WillRise ? $"▲ {text}" : text) { Size = "Small", Spacing = "None" };
        return progress.IsAtRisk ? block with { Color = "Attention", Weight = "Bolder" }
            : progress.WillRise ? block with { Color = "Good" }
            : block with { IsSubtle = true };
    }

    /// <summary>Both in one sentence, for a card about one competency.</summary>
    public static TextBlock? Both(CompetencyProgress progress, DateOnly? anniversary)
    {
        var today = progress.Reached is { } reached ? Phrases.Of(reached) : Texts.LevelNone;
        if (anniversary is not { } day)
            return null;
        var text = Language.Format(ProgressTexts.TodayAndOn, today, progress.Then is { } then ? Phrases.Of(then) : ProgressTexts.NoLevel, Phrases.Date(day));
        return new TextBlock(progress.IsAtRisk ? $"▼ {text}" : progress.WillRise ? $"▲ {text}" : text)
        {
            Weight = "Bolder",
            Color = progress.IsAtRisk ? "Attention" : progress.WillRise ? "Good" : null,
        };
    }

    /// <summary>The name of the one level of a designation would be longer than the column is wide on a phone.</summary>
    private static string Short(Level level) => level == Level.SolutionsPartner ? ProgressTexts.DesignationReached : Phrases.Of(level);

    private static string Day(DateOnly day) => day.ToString(ProgressTexts.DayFormat, CultureInfo.CurrentCulture);
}
