using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>Puts into the outbox what was learnt of an account, for whoever has to know. Nothing is saved here.</summary>
public sealed class AssociationNews(
    OutboxWriter outbox,
    RecipientFinder recipients,
    RecipientTime times,
    IOptionsMonitor<OrganisationOptions> organisation,
    IOptions<PartnerCenterOptions> partnerCenter)
{
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
                await TellAsync(Key(link, "missed"), link.Person, person, look, lines => MissedCard.For(Missed(link, person, look), lines), cancellationToken);
                break;
            case AssociationStep.Finish { Why: not LinkEnd.Left and var why }:
                await TellAsync(Key(link, "ended"), link.Person, person, look, lines => EndedCard.For(why, link, person, look.Data, lines), cancellationToken);
                if (why == LinkEnd.OfColleague)
                    await TellAdminsAsync(link, person, look, cancellationToken);
                break;
        }
    }

    private async Task TellAdminsAsync(LinkedAccount link, PersonRecord person, AssociationLook look, CancellationToken cancellationToken)
    {
        if (look.Check.ColleagueWith(link.Person, link.Address, look.Today) is not { Record: var colleague })
            return;
        foreach (var admin in AdminRule.All(organisation.CurrentValue, look.Evidence, look.Today))
            await TellAsync(
                Key(link, $"colleague|{admin.Address.ToLowerInvariant()}"),
                admin.Address,
                admin.Person,
                look,
                lines => TwoPeopleCard.For(person, colleague, link.Address, look.Data, lines),
                cancellationToken);
    }

    private MissedView Missed(LinkedAccount link, PersonRecord person, AssociationLook look) =>
        MissedView.Of(link, person, look, organisation.CurrentValue.Zone, partnerCenter.Value.DashboardUrl);

    private async Task TellAsync(
        string key,
        string recipient,
        PersonRecord? person,
        AssociationLook look,
        Func<IEnumerable<CardElement>, (string Title, AdaptiveCard Card)> write,
        CancellationToken cancellationToken)
    {
        using var language = Language.Use(await recipients.FindLocaleAsync(recipient, cancellationToken));
        var (title, card) = write(CardParts.DateLines(look.Evidence, look.Today, organisation.CurrentValue.Zone));
        outbox.Stage(new OutboxEntry(key, recipient, ReplyPages.Of(new Reply(title, card))) { DueAt = times.DueAt(person, look.Now) });
    }

    private static string Key(LinkedAccount link, string fact) => $"account|{link.Id:N}|{fact}";
}
