using System.Runtime.CompilerServices;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Conversation;

/// <summary>
/// Makes a card in a channel or group renew itself, so that everybody gets a view of their own. Teams does that for sixty people at most: those who may see
/// more than totals come first.
/// </summary>
public sealed partial class CardReaders(
    CurrentConversation conversation, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock, ILogger<CardReaders> logger)
{
    /// <summary>Of a larger conversation only so many are looked at: five pages of the roster.</summary>
    private const int MostMembers = 1_000;

    /// <summary>The card must not wait longer for them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="action">Asks for the view of whoever looks at the card.</param>
    public async Task<AdaptiveCard> RefreshAsync(
        AdaptiveCard card, ExecuteAction action, Request request, OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(evidence);
        if (request.IsPersonal || conversation.Turn is not { Activity.From.Id: var asker })
            return card;
        var users = request.IsForOneReader
            ? asker is null ? null : (IReadOnlyList<string>)[asker] // their view, and nobody else's
            : await FindAsync(asker, evidence, cancellationToken);
        return card with { Refresh = new CardRefresh(action, users) };
    }

    /// <returns>Null when the roster cannot be had: then Teams decides by the size of the conversation.</returns>
    private async Task<IReadOnlyList<string>?> FindAsync(string? asker, OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var members = await MembersAsync(either.Token).Take(MostMembers).ToListAsync(either.Token);
            return members.Count == 0
                ? null // a list of nobody would mean nobody
                : [.. members.OrderBy(member => RankOf(member, asker, evidence)).Select(member => member.Id!).Distinct().Take(CardRefresh.MostUsers)];
        }
        catch (ConnectorException failure)
        {
            Log.RosterFailed(logger, failure.Result.Summary());
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.RosterFailed(logger, "no answer in time");
            return null;
        }
    }

    private async IAsyncEnumerable<ChannelAccount> MembersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var member in conversation.Turn!.GetMembersAsync(cancellationToken))
            if (member.Id is { Length: > 0 } id && !id.StartsWith("28:", StringComparison.Ordinal)) // bots look at no cards
                yield return member;
    }

    private int RankOf(ChannelAccount member, string? asker, OrganisationEvidence evidence)
    {
        var address = member.UserPrincipalName ?? member.Email;
        var person = evidence.FindByObjectId(member.EntraObjectId) ?? evidence.FindByWorkAddress(address);
        return member.Id == asker ? 0
            : AdminRule.ReasonFor(organisation.CurrentValue, person?.UserPrincipalName ?? address, member.EntraObjectId, person, organisation.CurrentValue.Today(clock)) is not null ? 1
            : IsManager(person, evidence) ? 2
            : person is not null ? 3
            : 4;
    }

    private static bool IsManager(PersonRecord? person, OrganisationEvidence evidence) =>
        person is not null && (person.Role == PersonRole.Manager || person.Directory?.IsManager == true || evidence.DirectReportsOf(person.UserPrincipalName).Any());

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The roster could not be read; a card renews itself for whomever Teams decides: {Reason}")]
        public static partial void RosterFailed(ILogger logger, string reason);
    }
}
