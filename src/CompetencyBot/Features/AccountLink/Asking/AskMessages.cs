using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>Puts the messages that ask people into the outbox, each in the person's language and due in their working hours. Nothing is saved here.</summary>
public sealed class AskMessages(
    OutboxWriter outbox, RecipientFinder recipients, RecipientTime times, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>With what the keys of these messages begin, and of nothing else.</summary>
    internal const string KeyPrefix = "ask|";

    /// <param name="people">Each with how often they will have been asked then.</param>
    public async Task StageAsync(
        OrganisationEvidence evidence, IEnumerable<(UnlinkedPerson Person, int Times)> people, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(people);
        var localeOf = await recipients.FindLocalesAsync(cancellationToken);
        var (now, today) = (clock.GetUtcNow(), organisation.CurrentValue.Today(clock));
        var dueIn = new Dictionary<string, DateTimeOffset>(); // by zone: there are far fewer of them than people
        foreach (var (person, time) in people)
        {
            using var language = Language.Use(localeOf(person.Person));
            var zone = times.ZoneOf(person.Person).Id;
            if (!dueIn.TryGetValue(zone, out var due))
                dueIn.Add(zone, due = times.DueAt(person.Person, now));
            var card = AskCard.For(person.Passes, CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone));
            outbox.Stage(new OutboxEntry($"{KeyPrefix}{person.Key}|{time}", person.Key, ReplyPages.Of(new Reply(AskCard.Title(person.Passes), card))) { DueAt = due });
        }
    }
}
