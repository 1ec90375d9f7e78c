using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>The progress card as a channel sees it: no names, whoever reads it.</summary>
public sealed class ChannelCard(EvidenceReader reader, CompetencyNames names, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <returns>In the current language; null while no edition is followed.</returns>
    public async Task<Reply?> MakeAsync(CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return null;
        var (settings, today) = (organisation.CurrentValue, organisation.CurrentValue.Today(clock));
        return new Reply(Texts.ProgressTitle, ProgressCard.For(
            settings.Name,
            [.. evidence.Followed.Select(followed => EditionProgress.Of(followed, today))],
            names.All,
            CardParts.DateLines(evidence, today, settings.Zone)));
    }
}
