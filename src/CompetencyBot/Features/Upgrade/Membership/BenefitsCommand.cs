using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade.Membership;

/// <summary><c>benefits</c>: what silver and gold, or a designation, bring.</summary>
public sealed class BenefitsCommand(
    EvidenceReader reader, IOptionsMonitor<OrganisationOptions> organisation, IOptions<PartnerCenterOptions> partnerCenter, TimeProvider clock) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "benefits",
        ["benefit", "what silver brings", "what gold brings", "what does silver bring", "what does gold bring", "權益", "權益套件"],
        Audience.Everybody,
        () => UpgradeTexts.HelpOfBenefits,
        Button: null);

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        var today = organisation.CurrentValue.Today(clock);
        var view = new UpgradeView(evidence, today, new PeopleShown(evidence, request), CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone));
        return new Reply(UpgradeTexts.BenefitsTitle, BenefitsCard.For(view, partnerCenter.Value.DashboardUrl));
    }
}
