using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>The unasked message: one risk or several of one day, understandable by itself, without having asked anything before.</summary>
public static class WarningCard
{
    /// <summary>Data of the buttons: id of the message.</summary>
    public const string MessageInput = "message";

    /// <summary>Data of the buttons: ids of risks with commas. Also the input in which one of several is chosen.</summary>
    public const string RisksInput = "risks";

    public const string ChoiceInput = "chosen";

    /// <summary>A card is sent as one message, so that it can be replaced as one.</summary>
    private const int MostBytes = CardPages.MostBytes - 1_000;

    /// <param name="dateLines">The date and how old the data is.</param>
    public static AdaptiveCard For(Warning warning, RenewalState state, PeopleShown people, IReadOnlyList<CardElement> dateLines)
    {
        ArgumentNullException.ThrowIfNull(warning);
        ArgumentNullException.ThrowIfNull(state);
        var full = Card(warning, state, people, dateLines, Detail.Full);
        return full.Bytes <= MostBytes ? full : Card(warning, state, people, dateLines, Detail.Brief);
    }

    /// <summary>What a notification shows.</summary>
    public static string Title(Warning warning, RenewalState state)
    {
        ArgumentNullException.ThrowIfNull(warning);
        ArgumentNullException.ThrowIfNull(state);
        var open = warning.Open.ToList();
        if (open.Count == 0)
            return TitleOfEnded(warning, state);
        return open switch
        {
            [{ Kind: RiskKind.Eligibility } level] => Language.Format(RenewalTexts.TitleAtRisk, RiskTitle.Of(level, state.Editions)),
            [var one] => RiskTitle.Of(one, state.Editions),
            _ => Language.Format(RenewalTexts.TitleSeveral, open.Count),
        };
    }

    private static string TitleOfEnded(Warning warning, RenewalState state)
    {
        var areMended = warning.Entries.All(entry => state.IsMended(entry.Risk));
        return warning.Entries is [var only]
            ? Language.Format(areMended ? RenewalTexts.TitleResolved : RenewalTexts.TitleOver, RiskTitle.Of(only.Risk, state.Editions))
            : Language.Format(areMended ? RenewalTexts.TitleAllResolved : RenewalTexts.TitleAllOver, warning.Entries.Count);
    }

    /// <summary>Data of a button about some risks of a message.</summary>
    public static JsonObject Data(Guid message, params IEnumerable<Guid> risks) => new()
    {
        [MessageInput] = message.ToString("N"),
        [RisksInput] = string.Join(',', risks.Select(id => id.ToString("N"))),
    };

    private static AdaptiveCard Card(
        Warning warning, RenewalState state, PeopleShown people, IReadOnlyList<CardElement> dateLines, Detail detail)
    {
        var title = Title(warning, state);
        WatchedRisk[] open = [.. warning.Open];
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                .. Introduction(warning),
                .. warning.Entries.Select(entry => RiskSection.Of(entry, state, people, detail, open)),
                .. Memberships(open, state),
                .. open.Length == 0 ? [] : Closing(open, state),
                .. open.Length > 1 ? [Choice(open, state, people)] : (IEnumerable<CardElement>)[],
            ],
            title,
            [.. Buttons(warning.Id, open)]);
    }

    /// <summary>The meaning of Partner Center's own alert, which names neither the level nor the cause nor the day.</summary>
    private static IEnumerable<CardElement> Introduction(Warning warning)
    {
        NoticeReason?[] reasons = [.. warning.Entries.Where(entry => entry.Risk is { Kind: RiskKind.Eligibility, ResolvedAt: null }).Select(entry => entry.Reason)];
        if (reasons.Length > 0)
            yield return new TextBlock(
                reasons.All(reason => reason is NoticeReason.Rung or NoticeReason.SnoozeEnded or null) ? RenewalTexts.IntroductionAgain : RenewalTexts.Introduction);
    }

    private static IEnumerable<CardElement> Memberships(WatchedRisk[] open, RenewalState state) =>
        from outlook in state.Outlooks
        where outlook.Calendar is not null && open.Any(risk => risk.EditionId == outlook.Followed.Edition.Id && risk.AnniversaryOn is not null)
        from element in outlook.Risk is null
            ? (CardElement[])[RenewalCard.Membership(outlook)]
            : [RenewalCard.Membership(outlook), RenewalCard.Offer(outlook)]
        select element;

    private static IEnumerable<CardElement> Closing(WatchedRisk[] open, RenewalState state)
    {
        if (open.Any(risk => risk.Kind == RiskKind.Eligibility) && state.Outlooks.Any(outlook => outlook.Risk is not null))
            yield return CardParts.Subtle(RenewalTexts.StatusStays);
        yield return CardParts.Subtle(RenewalTexts.HowToStop);
    }

    private static ChoiceSetInput Choice(WatchedRisk[] open, RenewalState state, PeopleShown people) => new(
        RenewalTexts.LabelChoose, [.. open.Select(risk => new Choice(LeaverWords.Title(risk, people) ?? RiskTitle.Of(risk, state.Editions), risk.Id.ToString("N")))])
    {
        Id = ChoiceInput,
        Value = open[0].Id.ToString("N"),
    };

    private static IEnumerable<CardAction> Buttons(Guid message, WatchedRisk[] open) => open switch
    {
        [] => [ButtonPress.Keeping(new ExecuteAction(Texts.ButtonRenewal, RenewalCommand.Info.ShowVerb))],
        [var one] => RiskCard.Buttons(message, one),
        _ =>
        [
            new ExecuteAction(RenewalTexts.ButtonOpen, RenewalCommand.OpenVerb, Data(message, [])),
            new ExecuteAction(RenewalTexts.ButtonAcknowledgeAll, RenewalCommand.AcknowledgeVerb, Data(message, open.Select(risk => risk.Id))),
            new ExecuteAction(RenewalTexts.ButtonSnoozeAll, RenewalCommand.SnoozeVerb, Data(message, open.Select(risk => risk.Id))),
            ButtonPress.Keeping(new ExecuteAction(Texts.ButtonRenewal, RenewalCommand.Info.ShowVerb)),
        ],
    };
}

/// <summary>How much a card says of each risk.</summary>
internal enum Detail
{
    /// <summary>Causes and cures.</summary>
    Full,

    /// <summary>A line or two, where many risks share a message.</summary>
    Brief,
}
