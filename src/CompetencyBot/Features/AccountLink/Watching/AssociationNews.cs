using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>Puts into the outbox what was learnt of an account, for whoever has to know. What is staged is saved together with what it tells of.</summary>
public sealed class AssociationNews(
    OutboxWriter outbox,
    RecipientFinder recipients,
    RecipientTime times,
    IOptionsMonitor<OrganisationOptions> organisation,
    IOptions<PartnerCenterOptions> partnerCenter)
{
    private Func<PersonRecord, string>? _localeOf;

    /// <summary>Without the steps that are a message and nothing else, and whose message is there already.</summary>
    internal async Task<IReadOnlyList<(LinkedAccount Link, AssociationStep Step)>> UntoldAsync(
        IEnumerable<(LinkedAccount Link, AssociationStep Step)> steps, CancellationToken cancellationToken)
    {
        var all = steps.ToList();
        var told = await outbox.FindAsync(all.Where(each => each.Step is AssociationStep.OldData).Select(each => OldDataKey(each.Link)), cancellationToken);
        return told.Count == 0 ? all : [.. all.Where(each => each.Step is not AssociationStep.OldData || !told.Contains(OldDataKey(each.Link)))];
    }

    internal async Task StageAsync(LinkedAccount link, AssociationStep step, AssociationLook look, CancellationToken cancellationToken)
    {
        if (look.Evidence.FindByWorkAddress(link.Person) is not { } person)
            return;
        switch (step)
        {
            case AssociationStep.Confirm:
                await TellAsync(Key(link, "confirmed"), link.Person, person, look, lines => ConfirmedCard.For(ConfirmedView.Of(link, person, look), lines), cancellationToken);
                break;
            case AssociationStep.Miss:
                await TellAsync(Key(link, $"missed|{ReportedOn(link)}"), link.Person, person, look, lines => MissedCard.For(Missed(link, person, look), lines), cancellationToken);
                break;
            case AssociationStep.OldData:
                await TellAsync(OldDataKey(link), link.Person, person, look, lines => MissedCard.For(Missed(link, person, look), lines), cancellationToken);
                break;
            case AssociationStep.Finish { Why: not LinkEnd.Left and var why }:
                await TellAsync(Key(link, "ended"), link.Person, person, look, lines => EndedCard.For(why, link, person, look.Data, lines), cancellationToken);
                if (why == LinkEnd.OfColleague)
                    await TellAdminsAsync(link, person, look, cancellationToken);
                break;
        }
    }

    /// <summary>Tells the admins that the data look incomplete, once for each import, and saves that.</summary>
    internal async Task TellIncompleteAsync(AssociationSteps steps, AssociationLook look, CancellationToken cancellationToken)
    {
        var import = look.Data.ImportedAt?.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        foreach (var admin in Admins(look))
        {
            var entry = await EntryAsync(
                $"account|incomplete|{import}|{admin.Address.ToLowerInvariant()}", admin.Address, admin.Person, look,
                lines => IncompleteCard.For(steps, look.Data, lines), cancellationToken);
            await outbox.AddAsync(entry.Key, entry.Recipient, entry.Messages, cancellationToken, entry.DueAt);
        }
    }

    private async Task TellAdminsAsync(LinkedAccount link, PersonRecord person, AssociationLook look, CancellationToken cancellationToken)
    {
        if (look.Check.ColleagueWith(link.Person, link.Address, look.Today) is not { Record: var colleague })
            return;
        foreach (var admin in Admins(look))
            await TellAsync(
                Key(link, $"colleague|{admin.Address.ToLowerInvariant()}"), admin.Address, admin.Person, look,
                lines => TwoPeopleCard.For(person, colleague, link.Address, look.Data, lines), cancellationToken);
    }

    private IReadOnlyList<Admin> Admins(AssociationLook look) => AdminRule.All(organisation.CurrentValue, look.Evidence, look.Today);

    private MissedView Missed(LinkedAccount link, PersonRecord person, AssociationLook look) =>
        MissedView.Of(link, person, look, organisation.CurrentValue.Zone, partnerCenter.Value.DashboardUrl);

    private async Task TellAsync(
        string key, string recipient, PersonRecord? person, AssociationLook look,
        Func<IEnumerable<CardElement>, (string Title, AdaptiveCard Card)> write, CancellationToken cancellationToken) =>
        outbox.Stage(await EntryAsync(key, recipient, person, look, write, cancellationToken));

    private async Task<OutboxEntry> EntryAsync(
        string key, string recipient, PersonRecord? person, AssociationLook look,
        Func<IEnumerable<CardElement>, (string Title, AdaptiveCard Card)> write, CancellationToken cancellationToken)
    {
        using var language = Language.Use(await LocaleOfAsync(recipient, person, cancellationToken));
        var (title, card) = write(CardParts.DateLines(look.Evidence, look.Today, organisation.CurrentValue.Zone));
        return new OutboxEntry(key, recipient, ReplyPages.Of(new Reply(title, card))) { DueAt = times.DueAt(person, look.Now) };
    }

    /// <param name="person">Null for an admin who is not in the people file; there are few.</param>
    private async Task<string> LocaleOfAsync(string recipient, PersonRecord? person, CancellationToken cancellationToken) => person is null
        ? await recipients.FindLocaleAsync(recipient, cancellationToken)
        : (_localeOf ??= await recipients.FindLocalesAsync(cancellationToken))(person);

    private static string OldDataKey(LinkedAccount link) => Key(link, $"old-data|{ReportedOn(link)}");

    /// <summary>Somebody may report again.</summary>
    private static string ReportedOn(LinkedAccount link) => Phrases.ShortDate(DateOnly.FromDateTime(link.ReportedAt!.Value.UtcDateTime));

    private static string Key(LinkedAccount link, string fact) => $"account|{link.Id:N}|{fact}";
}
