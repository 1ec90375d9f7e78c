using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Administration.Entra;

/// <summary>Asks whether people have left of whom the directory says so all at once; for admins alone, since it names them.</summary>
public static class HeldLeaversCard
{
    /// <summary>More would not fit into one card, and are counted.</summary>
    private const int MostNames = 30;

    public static Reply For(HeldWave held, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(held);
        return new(DirectoryTexts.HeldTitle, CardParts.Card([CardParts.Heading(DirectoryTexts.HeldTitle), .. Lines(held, zone)], DirectoryTexts.HeldTitle, [.. Buttons(held)]));
    }

    public static IEnumerable<CardElement> Lines(HeldWave held, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(held);
        yield return new TextBlock(Language.Format(DirectoryTexts.HeldHow, held.Names.Count, Phrases.DateAndTime(held.Wave.FoundAt, zone)));
        foreach (var name in CardParts.Bullets(held.Names.Take(MostNames)))
            yield return name;
        if (held.Names.Count > MostNames)
            yield return new TextBlock(Language.Format(DirectoryTexts.HeldOthers, held.Names.Count - MostNames)) { Spacing = "Small" };
    }

    public static IEnumerable<CardAction> Buttons(HeldWave held)
    {
        ArgumentNullException.ThrowIfNull(held);
        yield return new ExecuteAction(DirectoryTexts.ButtonLeft, AdminCommand.VerbOf(AdminAction.HaveLeft), Data(held));
        yield return new ExecuteAction(DirectoryTexts.ButtonKeep, AdminCommand.VerbOf(AdminAction.KeepThem), Data(held));
    }

    private static JsonObject Data(HeldWave held) => new() { [HeldLeavers.WaveInput] = held.Wave.Id.ToString("N") };
}
