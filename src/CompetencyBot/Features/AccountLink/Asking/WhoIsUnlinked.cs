using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>Answers <c>who is not linked</c>: everybody whose account is not associated, for admins in their own chat.</summary>
public sealed class WhoIsUnlinked(EvidenceReader reader, UnlinkedPeople people, IOptionsMonitor<OrganisationOptions> organisation) : ICommand
{
    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Viewer.IsAdmin)
            return new Reply(Language.Format(Texts.OnlyForAdmins, WhoCommand.Info.Name));
        if (!request.IsPersonal)
            return new Reply(Language.Format(Texts.OnlyInPersonalChat, WhoCommand.Info.Name));
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        var unlinked = await people.ReadAsync(evidence, cancellationToken);
        var gains = from followed in evidence.Followed
                    where !followed.Edition.HasEnded(people.Today)
                    from gain in AccountGain.Of(followed.On(people.Today), followed.Matched)
                    from person in gain.People
                    select (person, gain);
        var zone = organisation.CurrentValue.Zone;
        return new Reply(AskTexts.WhoTitle, WhoCard.For(
            unlinked,
            gains.ToLookup(each => each.person, each => each.gain, StringComparer.OrdinalIgnoreCase),
            CardParts.DateLines(evidence, people.Today, zone),
            zone));
    }
}
