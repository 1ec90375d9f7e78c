using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.PartnerCenter;

/// <param name="Connection">Null = no account is connected.</param>
/// <param name="By">Name of the admin who connected it; null = not known.</param>
/// <param name="Datasets">In the order in which they are fetched; none before the first run.</param>
public sealed record PartnerCenterState(InsightsConnection? Connection, string? By, IReadOnlyList<InsightsDataset> Datasets);

/// <summary>The cards of <c>admin partner center</c>.</summary>
public static class PartnerCenterCards
{
    public static AdaptiveCard Overview(PartnerCenterState state, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(state);
        return CardParts.Card(
            [
                CardParts.Heading(PartnerCenterTexts.Title),
                .. Connection(state, zone),
                .. state.Connection is null && state.Datasets.All(row => row.CompletedAt is null) ? [] : state.Datasets.SelectMany(row => Dataset(row, state.Connection is { End: null }, zone)),
            ],
            PartnerCenterTexts.Title,
            [.. Buttons(state.Connection), new ExecuteAction(AdminTexts.ButtonBack, AdminCommand.Info.ShowVerb)]);
    }

    /// <param name="link">Good for <see cref="ConnectTickets.GoodFor"/>, for the admin who asked for it.</param>
    public static AdaptiveCard Invitation(Uri link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return CardParts.Card(
            [
                CardParts.Heading(PartnerCenterTexts.ConnectTitle),
                new TextBlock(PartnerCenterTexts.ConnectHow),
                CardParts.Subtle(Language.Format(PartnerCenterTexts.ConnectFor, ConnectTickets.GoodFor.TotalMinutes)),
            ],
            PartnerCenterTexts.ConnectTitle,
            new OpenUrlAction(PartnerCenterTexts.ButtonOpen, link.AbsoluteUri),
            Button(PartnerCenterTexts.ButtonState, AdminAction.PartnerCenter));
    }

    private static IEnumerable<CardElement> Connection(PartnerCenterState state, TimeZoneInfo zone)
    {
        if (state.Connection is not { } connection)
        {
            yield return new TextBlock(PartnerCenterTexts.NotConnected);
            yield break;
        }

        if (connection.Account.Length > 0)
            yield return new TextBlock(Language.Format(
                PartnerCenterTexts.Connected, Phrases.Escape(connection.Account), Phrases.DateAndTime(connection.Since, zone), state.By ?? ""));
        if (connection.End is { } end)
            yield return new Container([new TextBlock(Words(end))]) { Style = "warning" };
    }

    /// <param name="goesOn">Whether anything is fetched; if not, why is said of all datasets, above.</param>
    private static IEnumerable<CardElement> Dataset(InsightsDataset row, bool goesOn, TimeZoneInfo zone)
    {
        yield return CardParts.Subheading(InsightsWords.NameOf(row));
        yield return new TextBlock(row.CompletedAt is { } at
            ? Language.Format(PartnerCenterTexts.LastRun, Phrases.DateAndTime(at, zone), Language.Format(InsightsTexts.Rows, row.Rows))
            : PartnerCenterTexts.NoRun)
        { Spacing = "Small" };
        if (!goesOn)
            yield break;
        if (InsightsWords.ProblemOf(row) is { } problem)
            yield return new Container([new TextBlock(problem)]) { Style = "warning" };
        if (row.Step == InsightsStep.Ordered && row.OrderedAt is { } ordered)
            yield return CardParts.Subtle(Language.Format(PartnerCenterTexts.Ordered, Phrases.DateAndTime(ordered, zone)));
        else if (row.NextAt is { } next)
            yield return CardParts.Subtle(Language.Format(PartnerCenterTexts.NextRun, Phrases.DateAndTime(next, zone)));
    }

    private static string Words(ConnectionEnd end) => end switch
    {
        ConnectionEnd.Revoked => PartnerCenterTexts.EndRevoked,
        ConnectionEnd.PersonNeeded => PartnerCenterTexts.EndPersonNeeded,
        ConnectionEnd.TokenRefused => PartnerCenterTexts.EndTokenRefused,
        _ => PartnerCenterTexts.EndUnreadable,
    };

    private static IEnumerable<CardAction> Buttons(InsightsConnection? connection)
    {
        if (connection is { End: null })
            yield return Button(PartnerCenterTexts.ButtonFetch, AdminAction.Fetch);
        yield return Button(connection is null ? PartnerCenterTexts.ButtonConnect : PartnerCenterTexts.ButtonConnectAgain, AdminAction.Connect);
        if (connection is not null)
            yield return Button(PartnerCenterTexts.ButtonDisconnect, AdminAction.Disconnect);
    }

    private static ExecuteAction Button(string title, string action) => new(title, AdminCommand.VerbOf(action));
}
