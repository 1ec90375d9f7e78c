using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Features.Progress;
using CompetencyBot.Storage;

namespace CompetencyBot.Benchmarks;

/// <summary>Bytes to an activity, and a card to the bytes of an activity.</summary>
[MemoryDiagnoser]
public class WireBenchmarks
{
    private readonly byte[] _personal = SampleActivities.Personal();
    private readonly byte[] _channel = SampleActivities.Channel();
    private readonly byte[] _invoke = SampleActivities.Invoke();
    private readonly byte[] _submit = SampleActivities.Submit(bytes: 20_000);
    private readonly AdaptiveCard _card = Card();

    [Benchmark]
    public InboundActivity? ParsePersonalMessage() => Parse(_personal);

    [Benchmark]
    public InboundActivity? ParseChannelMessage() => Parse(_channel);

    [Benchmark]
    public InboundActivity? ParseInvoke() => Parse(_invoke);

    [Benchmark]
    public InboundActivity? ParseSubmitOf20KB() => Parse(_submit);

    [Benchmark]
    public byte[] WriteText() => Write(OutboundActivity.Message("Nothing is missing for gold in Messaging."));

    /// <summary>The overview of 25 competencies that <c>progress</c> answers with.</summary>
    [Benchmark]
    public byte[] WriteProgressCard() => Write(_card.ToActivity("Progress"));

    private static InboundActivity? Parse(byte[] body) => JsonSerializer.Deserialize(body, ActivityJson.Default.InboundActivity);

    private static byte[] Write(OutboundActivity activity) =>
        JsonSerializer.SerializeToUtf8Bytes(activity, ActivityJson.Wire.OutboundActivity);

    private static AdaptiveCard Card()
    {
        var edition = EditionSet.Shipped.Load("docs-2017-12");
        var evidence = EvidenceMatching.Match(LargeOrganisation.Of(60, edition), edition);
        var progress = EditionProgress.Of(new FollowedEdition(edition, evidence), LargeOrganisation.Today);
        return ProgressCard.For("Contoso Consulting", [progress], [], [], [], []);
    }
}
