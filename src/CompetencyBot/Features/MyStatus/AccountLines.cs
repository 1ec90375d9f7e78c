using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.MyStatus;

/// <summary>How far somebody is with linking their Microsoft account, and what is to be done.</summary>
internal static class AccountLines
{
    public static IEnumerable<CardElement> Of(MyStatusView view)
    {
        var (text, style) = State(view);
        yield return new Container([new TextBlock(text), .. Details(view)]) { Style = style };
        if (view.Account is { Standing.State: AccountState.Linked or AccountState.Waiting, Pending: { } change })
            yield return new Container([new TextBlock(Change(change))]) { Style = "warning" };
        if (view.Account.UnlinkedOn is { } day)
            yield return new Container([new TextBlock(Language.Format(Texts.AccountUnlinked, Phrases.Date(day)))]) { Style = "warning" };
    }

    /// <summary>To the dialog, and to Partner Center, while a step of the person is missing.</summary>
    /// <param name="dashboard">Address of Partner Center.</param>
    public static IEnumerable<CardAction> Buttons(MyStatusView view, string dashboard) => view.Account.Standing switch
    {
        { State: AccountState.NotLinked or AccountState.Verified or AccountState.Reported } =>
            [new ExecuteAction(Texts.ButtonLinkAccount, "link/show"), new OpenUrlAction(Texts.ButtonOpenPartnerCenter, dashboard)],
        { State: not AccountState.Left, Pending: not null } => [new ExecuteAction(Texts.ButtonLinkAccount, "link/show")],
        _ => [],
    };

    private static (string Text, string Style) State(MyStatusView view)
    {
        var (account, wait) = (view.Account, Phrases.Wait(view.Edition.AssociationWait));
        var associated = account.AssociatedOn is { } on ? Phrases.Date(on) : null;
        return account.Standing.State switch
        {
            AccountState.Left => (Language.Format(Texts.AccountLeft, Phrases.Date(view.Person.LeftOn!.Value)), "warning"),
            AccountState.Verified => (Language.Format(Texts.AccountVerified, Phrases.Date(account.Pending!.VerifiedOn), Masked(account.Pending)), "attention"),
            AccountState.Reported => (Reported(account.Pending!), "warning"),
            AccountState.Waiting => (Language.Format(Texts.AccountWaiting, associated, Phrases.Date(account.Standing.CountsFrom!.Value)), "warning"),
            AccountState.Linked when associated is null => (Texts.AccountLinked, "good"),
            AccountState.Linked => (Language.Format(Texts.AccountLinkedOn, associated), "good"),
            _ => (Language.Format(Texts.AccountNotLinked, wait), "attention"),
        };
    }

    private static string Reported(PendingAccount account)
    {
        var (day, masked) = (Phrases.Date(account.ReportedOn!.Value), Masked(account));
        return account switch
        {
            { IsLate: false } => Language.Format(Texts.AccountReported, day, masked, Phrases.Date(account.ShownBy!.Value)),
            { DataOn: null } => Language.Format(Texts.AccountReportedNoData, day, masked),
            { IsDataOlder: true, DataOn: { } data } => Language.Format(Texts.AccountReportedOldData, day, masked, Phrases.ShortDate(data)),
            { DataOn: { } data } => Language.Format(Texts.AccountReportedLate, day, masked, Phrases.ShortDate(data)),
        };
    }

    private static IEnumerable<CardElement> Details(MyStatusView view)
    {
        if (view.Account.Linked is { } address)
            yield return CardParts.Subtle(string.Join(Texts.ListSeparator,
            [
                Language.Format(Texts.AccountIs, MaskedAddress.OnCard(address)),
                .. view.Account.ConfirmedBy is { } source ? [Language.Format(Texts.AccountConfirmedBy, DataSource.Words(source))] : Array.Empty<string>(),
            ]));
        if (view.Account.Standing.State == AccountState.Reported && view.Held.Count(held => held.Standing == ItemStanding.NotAssociated) is > 0 and var passes)
            yield return new TextBlock(passes == 1 ? Texts.AccountExpectedOne : Language.Format(Texts.AccountExpected, passes));
    }

    private static string Change(PendingAccount account) => account.ReportedOn is { } reported
        ? Language.Format(Texts.AccountChangeReported, Phrases.Date(reported), Masked(account), Phrases.Date(account.ShownBy!.Value))
        : Language.Format(Texts.AccountChangeVerified, Phrases.Date(account.VerifiedOn), Masked(account));

    private static string Masked(PendingAccount account) => MaskedAddress.OnCard(account.Address);
}
