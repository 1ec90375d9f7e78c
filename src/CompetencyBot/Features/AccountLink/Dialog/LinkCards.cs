using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Features.AccountLink.SignIn;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>One card a step of the dialog. Its buttons carry the dialog they belong to, so that those of an earlier one are known as such.</summary>
public static class LinkCards
{
    public const string DialogInput = "dialog";
    public const string CodeInput = "code";

    public static AdaptiveCard Explanation(LinkSituation situation, Guid dialog)
    {
        ArgumentNullException.ThrowIfNull(situation);
        return CardParts.Card(
            [
                CardParts.Heading(LinkTexts.ExplainTitle),
                .. AlreadyLinked(situation).Select(Notice),
                new TextBlock(LinkTexts.ExplainWhy),
                .. CardParts.Bullets(
                [
                    LinkTexts.ExplainSteps,
                    LinkTexts.ExplainWhichAccount,
                    LinkTexts.ExplainOneOrganisation,
                    .. situation.Edition.AssociationLimit is { } limit ? [Language.Format(LinkTexts.ExplainLimit, limit.PerYear, limit.DaysBetween)] : (string[])[],
                    LinkTexts.ExplainKept,
                ]),
                .. LimitWarning(situation),
            ],
            LinkTexts.ExplainTitle,
            Button(LinkTexts.ButtonContinue, "link/begin", dialog),
            Button(LinkTexts.ButtonCancel, "link/cancel", dialog));
    }

    /// <param name="inTeams">Whether the client opens the sign-in as a window of its own and brings the code back by itself.</param>
    /// <param name="note">What went wrong before; null = nothing did.</param>
    public static AdaptiveCard Invitation(Uri signIn, bool inTeams, Guid dialog, string? note) => CardParts.Card(
        [
            CardParts.Heading(LinkTexts.SignInTitle),
            .. note is null ? [] : (CardElement[])[Notice(note)],
            new TextBlock(Language.Format(LinkTexts.SignInHow, SignIns.GoodFor.TotalMinutes)),
            new TextBlock(inTeams ? LinkTexts.SignInAfterwards : LinkTexts.SignInCode),
            CodeField(),
        ],
        LinkTexts.SignInTitle,
        [
            .. inTeams ? (CardAction[])[SignInWindow(signIn, dialog), new OpenUrlAction(LinkTexts.ButtonInBrowser, signIn.AbsoluteUri)]
                : [new OpenUrlAction(LinkTexts.ButtonSignIn, signIn.AbsoluteUri)],
            Button(LinkTexts.ButtonUseCode, "link/code", dialog),
            Button(LinkTexts.ButtonBack, "link/back", dialog) with { AssociatedInputs = "none" },
            Button(LinkTexts.ButtonCancel, "link/cancel", dialog) with { AssociatedInputs = "none" },
        ]);

    /// <summary>The link of the invitation is still good, only the code was not: it stays where it stands, above.</summary>
    public static AdaptiveCard CodeAgain(string note, Guid dialog) => CardParts.Card(
        [CardParts.Heading(LinkTexts.SignInTitle), Notice(note), CodeField()],
        note,
        Button(LinkTexts.ButtonUseCode, "link/code", dialog),
        Button(LinkTexts.ButtonSignIn, "link/begin", dialog) with { AssociatedInputs = "none" },
        Button(LinkTexts.ButtonCancel, "link/cancel", dialog) with { AssociatedInputs = "none" });

    public static AdaptiveCard OfColleague(SignedInAccount account, Guid dialog)
    {
        ArgumentNullException.ThrowIfNull(account);
        return CardParts.Card(
            [CardParts.Heading(LinkTexts.ColleagueTitle), Notice(Language.Format(LinkTexts.ColleagueText, MaskedAddress.OnCard(account.Address)))],
            LinkTexts.ColleagueTitle,
            Button(LinkTexts.ButtonAnother, "link/begin", dialog),
            Button(LinkTexts.ButtonCancel, "link/cancel", dialog));
    }

    public static AdaptiveCard WhoSignedIn(LinkSituation situation, SignedInAccount account, Guid dialog)
    {
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(account);
        return CardParts.Card(
            [
                CardParts.Heading(LinkTexts.ConfirmTitle),
                new FactSet(
                [
                    new Fact(LinkTexts.FactAccount, MaskedAddress.OnCard(account.Address)),
                    .. account.Name is { Length: > 0 } name ? [new Fact(LinkTexts.FactName, Phrases.Name(name))] : (Fact[])[],
                ]),
                .. CardParts.Bullets(WhatHappens(situation, account)),
                .. LimitWarning(situation),
            ],
            LinkTexts.ConfirmTitle,
            Button(LinkTexts.ButtonConfirm, "link/confirm", dialog),
            Button(LinkTexts.ButtonAnother, "link/begin", dialog),
            Button(LinkTexts.ButtonCancel, "link/cancel", dialog));
    }

    public static AdaptiveCard PartnerCenter(LinkSituation situation, string address, string dashboard, Guid dialog)
    {
        ArgumentNullException.ThrowIfNull(situation);
        return CardParts.Card(
            [
                CardParts.Heading(LinkTexts.CenterTitle),
                new TextBlock(Language.Format(LinkTexts.CenterIntro, Phrases.Escape(situation.Person.Id))),
                new TextBlock(LinkTexts.CenterStep1) { Spacing = "Small" },
                new TextBlock(LinkTexts.CenterStep2) { Spacing = "Small" },
                new TextBlock(Language.Format(LinkTexts.CenterStep3, MaskedAddress.OnCard(address))) { Spacing = "Small" },
                new TextBlock(LinkTexts.CenterStep4) { Spacing = "Small" },
                .. LimitWarning(situation),
            ],
            LinkTexts.CenterTitle,
            new OpenUrlAction(LinkTexts.ButtonOpenCenter, dashboard),
            Button(LinkTexts.ButtonDone, "link/done", dialog),
            Button(LinkTexts.ButtonLater, "link/later", dialog),
            Button(LinkTexts.ButtonBack, "link/back", dialog),
            Button(LinkTexts.ButtonCancel, "link/cancel", dialog));
    }

    /// <summary>Reported and not confirmed yet; outside the dialog too.</summary>
    public static AdaptiveCard Waiting(LinkSituation situation, string address, DateTimeOffset reported, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(situation);
        return CardParts.Card(
            [
                CardParts.Heading(LinkTexts.WaitingTitle),
                new Container([new TextBlock(Language.Format(
                    LinkTexts.WaitingText, Phrases.DateAndTime(reported, zone), MaskedAddress.OnCard(address), Phrases.Wait(situation.Edition.AssociationWait), Phrases.DateAndTime(situation.ShownBy(reported), zone)))])
                { Style = "warning" },
                .. Expected(situation),
            ],
            LinkTexts.WaitingTitle,
            new ExecuteAction(Texts.ButtonStatus, "status/show"),
            new ExecuteAction(LinkTexts.ButtonAnother, "link/another"),
            new ExecuteAction(LinkTexts.ButtonUnlink, "unlink/show"));
    }

    public static AdaptiveCard Linked(LinkSituation situation)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var address = situation.Person.Record.MicrosoftAccount ?? situation.Link?.Address;
        var text = address is not null && situation.Standing.CountsFrom is { } from && from > DateOnly.MinValue
            ? Language.Format(LinkTexts.StateLinked, MaskedAddress.OnCard(address), Phrases.Date(from))
            : LinkTexts.StateLinkedUnknown;
        return CardParts.Card(
            [CardParts.Heading(LinkTexts.StateLinkedTitle), new Container([new TextBlock(text)]) { Style = "good" }],
            LinkTexts.StateLinkedTitle,
            new ExecuteAction(Texts.ButtonStatus, "status/show"),
            new ExecuteAction(LinkTexts.ButtonAnother, "link/another"),
            new ExecuteAction(LinkTexts.ButtonUnlink, "unlink/show"));
    }

    /// <summary>Whose account it is concerns nobody else in a channel or group.</summary>
    public static OwnChatOffer InOwnChat(CommandInfo command) => new(
        command.Name, command.Name, LinkTexts.PersonalTitle, LinkTexts.PersonalText, new ExecuteAction(LinkTexts.ButtonContinue, command.ShowVerb));

    /// <summary>A few words and the ways on: after something else was asked, or when the dialog is over.</summary>
    public static AdaptiveCard Note(string text, params IReadOnlyList<CardAction> actions) => CardParts.Card([new TextBlock(text)], text, actions);

    public static ExecuteAction Button(string title, string verb, Guid dialog) =>
        new(title, verb, new JsonObject { [DialogInput] = dialog.ToString("N") });

    private static Container Notice(string text) => new([new TextBlock(text)]) { Style = "warning" };

    private static TextInput CodeField() => new(LinkTexts.CodeLabel)
    {
        Id = CodeInput,
        Placeholder = LinkTexts.CodePlaceholder,
        MaxLength = SignIns.Digits * 2, // with the spaces that some put between
        ErrorMessage = LinkTexts.CodeError,
    };

    /// <summary>Teams opens the window; a client that cannot sends the button as a message instead, which is answered with a plain link.</summary>
    private static SubmitAction SignInWindow(Uri signIn, Guid dialog) => new(LinkTexts.ButtonSignIn, new JsonObject
    {
        ["verb"] = "link/browser",
        [DialogInput] = dialog.ToString("N"),
        ["msteams"] = new JsonObject { ["type"] = "signin", ["value"] = signIn.AbsoluteUri },
    })
    { AssociatedInputs = "none" };

    private static IEnumerable<string> AlreadyLinked(LinkSituation situation) =>
        situation is { Link: null, Standing.CountsFrom: null } ? []
        : situation is { Link: { Address: var proved }, Standing.CountsFrom: null } ? [Language.Format(LinkTexts.AlreadyProved, MaskedAddress.OnCard(proved))]
        : (situation.Link?.Address ?? situation.Person.Record.MicrosoftAccount) is { Length: > 0 } address
            ? [Language.Format(LinkTexts.AlreadyLinked, MaskedAddress.OnCard(address))]
        : [LinkTexts.AlreadyLinkedUnknown];

    private static IEnumerable<CardElement> LimitWarning(LinkSituation situation) =>
        situation.NextAllowed is { } next ? [Notice(Language.Format(LinkTexts.LimitNext, Phrases.Date(next)))] : [];

    private static IEnumerable<string> WhatHappens(LinkSituation situation, SignedInAccount account)
    {
        yield return LinkTexts.ConfirmWhat;
        if (situation.Link is { } link && link.Subject != account.Subject)
            yield return Language.Format(LinkTexts.ConfirmReplaces, MaskedAddress.OnCard(link.Address));
        else if (situation.Person.Record.MicrosoftAccount is { } known && !known.Equals(account.Address, StringComparison.OrdinalIgnoreCase))
            yield return Language.Format(LinkTexts.ConfirmOtherThanFile, MaskedAddress.OnCard(known));
        if (situation.RowsOf(account.Address) is var rows and > 0)
            yield return rows == 1 ? LinkTexts.ConfirmRowsOne : Language.Format(LinkTexts.ConfirmRows, rows);
    }

    private static IEnumerable<CardElement> Expected(LinkSituation situation)
    {
        if (situation.Standing.CountsFrom is not null)
            yield break; // what is held counts already
        if (situation.Passes is var passes and > 0)
            yield return new TextBlock(passes == 1 ? LinkTexts.ExpectedPassesOne : Language.Format(LinkTexts.ExpectedPasses, passes));
        if (situation.Completing is { IsEmpty: false } levels)
            yield return new TextBlock(Language.Format(LinkTexts.ExpectedLevels, LevelsOf(levels)));
    }

    public static string LevelsOf(IEnumerable<(Competency Competency, Level Level)> levels) => string.Join(
        Texts.ListSeparator,
        levels.Select(level => Language.Format(Texts.CountsForLevel, Phrases.NameOf(level.Competency.Names), Phrases.Of(level.Level))));
}
