using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Conversation;

/// <summary>What counts for what: items that somebody holds, and the levels that ask for them.</summary>
public static class UseWords
{
    /// <summary>A competency once, with all its levels, for example <c>Messaging (Silver, Gold)</c>.</summary>
    public static string Of(IEnumerable<(Competency Competency, Level Level)> uses) => string.Join(
        Texts.ListSeparator,
        uses.GroupBy(use => use.Competency.Id).Select(levels => Language.Format(
            Texts.CountsForLevel,
            Phrases.NameOf(levels.First().Competency.Names),
            string.Join(Texts.ListSeparator, levels.Select(use => use.Level).Distinct().Order().Select(Phrases.Of)))));

    public static string Of(IEnumerable<ItemUse> uses) => Of(uses.Select(use => (use.Competency, use.Level)));

    /// <summary>An item with when it was passed, and for what it counts or why it does not.</summary>
    /// <param name="uses">By item id.</param>
    public static Container Of(HeldItem held, ILookup<string, ItemUse> uses)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(uses);
        return new Container(
        [
            new TextBlock(Phrases.Escape(held.Item?.FullName() ?? held.Row.Title ?? held.Row.ActivityId)) { Weight = "Bolder" },
            CardParts.Subtle(held.Row.ExpiresOn is { } until
                ? Language.Format(Texts.HoldPassedLapses, Phrases.ShortDate(held.Row.CompletedOn), Phrases.ShortDate(until))
                : Language.Format(Texts.HoldPassed, Phrases.ShortDate(held.Row.CompletedOn))) with { Spacing = "None" },
            new TextBlock(Standing(held, uses)) { Spacing = "None" },
        ])
        { Separator = true };
    }

    private static string Standing(HeldItem held, ILookup<string, ItemUse> uses) => held.Standing switch
    {
        ItemStanding.Counts => $"✔ {Language.Format(Texts.CountsFor, Of(uses[held.Item!.Id]))}",
        ItemStanding.Waiting => $"○ {Language.Format(Texts.WillCountFor, Phrases.ShortDate(held.CountsFrom!.Value), Of(uses[held.Item!.Id]))}",
        ItemStanding.NotAssociated => $"○ {Language.Format(Texts.WouldCountFor, Of(uses[held.Item!.Id]))}",
        ItemStanding.Lapsed => $"✖ {Language.Format(Texts.NotCountedExpired, Phrases.ShortDate(held.Row.ExpiresOn!.Value))}",
        ItemStanding.NoLongerAccepted => $"✖ {Language.Format(Texts.NotCountedNotAccepted, Phrases.ShortDate(held.Item!.AcceptedUntil!.Value))}",
        ItemStanding.NotActive => $"✖ {Language.Format(Texts.NotCountedStatus, Phrases.Escape(held.Row.ActivationStatus ?? ""))}",
        ItemStanding.NotYetCompleted => $"○ {Language.Format(Texts.NotCountedFuture, Phrases.ShortDate(held.Row.CompletedOn))}",
        ItemStanding.Left => $"✖ {Texts.NotCountedLeft}",
        ItemStanding.NotAskedFor => $"– {Texts.CountsForNothing}",
        _ => throw new InvalidOperationException($"Unknown standing {held.Standing}."),
    };
}
