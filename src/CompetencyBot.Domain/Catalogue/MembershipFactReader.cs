using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>Reads what an edition states about membership, each topic once.</summary>
internal static class MembershipFactReader
{
    private const string Member = "membershipFacts";

    private static readonly (string Word, MembershipTopic Topic)[] Topics =
        [.. Enum.GetValues<MembershipTopic>().Select(topic => (WordOf(topic), topic))];

    public static ImmutableArray<MembershipFact> Read(Place root, MembershipFactJson?[]? json)
    {
        ImmutableArray<MembershipFact> facts = [.. root.EachOrNone(json, Member, Fact)];
        root.Unique(facts, Member, fact => WordOf(fact.Topic), "id");
        return facts;
    }

    private static MembershipFact Fact(Place place, MembershipFactJson json) => new(
        place.Choice(json.Id, "id", Topics),
        EditionFile.Source(place.At("source"), place.Part(json.Source, "source")));

    /// <summary>As the files write it: <c>silverPackage</c>.</summary>
    private static string WordOf(MembershipTopic topic) => $"{topic}" is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
