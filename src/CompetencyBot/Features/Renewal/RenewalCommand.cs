using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Renewal;

/// <summary><c>renewal</c>: when the membership is renewed and which levels will not hold until then.</summary>
public sealed class RenewalCommand(EvidenceReader reader, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "renewal",
        ["renew", "risk", "anniversary", "續約", "週年日", "風險"],
        Audience.Everybody,
        () => Texts.HelpOfRenewal,
        () => Texts.ButtonRenewal);

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);

        var today = organisation.CurrentValue.Today(clock);
        var outlooks = evidence.Followed.Select(followed => RenewalOutlook.Of(followed, today));
        return new Reply(
            Texts.RenewalTitle,
            RenewalCard.For([.. outlooks], new PeopleShown(evidence, request), CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone)));
    }
}
