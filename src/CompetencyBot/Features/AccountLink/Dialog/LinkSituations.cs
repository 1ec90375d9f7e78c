using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>Finds out how far somebody is with linking.</summary>
public sealed class LinkSituations(
    EvidenceReader reader,
    LinkBook book,
    IOptionsMonitor<OrganisationOptions> organisation,
    IOptions<PartnerCenterOptions> partnerCenter,
    IOptions<BotFrameworkOptions> wire,
    TimeProvider clock)
{
    /// <returns>Without a situation, what to answer instead: whoever is not in the people file, or has left, cannot link.</returns>
    public async Task<(LinkSituation? Situation, Reply? Refusal)> FindAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return (null, NoEdition.Reply(reader.Editions));
        var today = organisation.CurrentValue.Today(clock);
        var (edition, matched) = evidence.PresentOn(today);
        var person = matched.People.FirstOrDefault(person => person.Id.Equals(viewer.Person?.UserPrincipalName, StringComparison.OrdinalIgnoreCase));
        if (person is null || viewer.ObjectId is null)
            return (null, new Reply(Texts.StatusUnknownPerson));
        if (person.Record.LeftOn <= today)
            return (null, new Reply(Language.Format(Texts.AccountLeft, Phrases.Date(person.Record.LeftOn.Value))));

        var id = person.Id.ToLowerInvariant();
        var link = await book.FindAsync(id, cancellationToken);
        var reported = await book.ReportedDaysAsync(id, cancellationToken);
        var surroundings = new LinkSurroundings(partnerCenter.Value.DashboardUrl, organisation.CurrentValue.Zone, InTeams: !wire.Value.IsAnonymous);
        return (new LinkSituation(evidence, person, edition, today, link, reported) { Surroundings = surroundings }, null);
    }
}

/// <param name="Dashboard">Address of Partner Center's dashboard.</param>
/// <param name="Zone">In which times are told.</param>
/// <param name="InTeams">
/// Whether the client can open the sign-in as a window of its own. Without an app id only a Playground or an emulator can be on the other side, and these cannot.
/// </param>
public sealed record LinkSurroundings(string Dashboard, TimeZoneInfo Zone, bool InTeams);
