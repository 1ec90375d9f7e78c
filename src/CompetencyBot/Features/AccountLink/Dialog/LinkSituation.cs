using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>What the dialog knows of the person who links; everything that its cards say comes from here.</summary>
/// <param name="Edition">The first that is followed: its waiting time and its limits are the ones that are told.</param>
/// <param name="Reported">Days on which the person reported an association here.</param>
public sealed record LinkSituation(
    OrganisationEvidence Evidence, Person Person, Edition Edition, DateOnly Today, LinkedAccount? Link, IReadOnlyList<DateOnly> Reported)
{
    public required LinkSurroundings Surroundings { get; init; }

    /// <summary>Work address in lower case.</summary>
    public string Id => Person.Id.ToLowerInvariant();

    public AccountStanding Standing => AccountStanding.Of(Person, Today);

    /// <summary>When Partner Center's data should show an association that is made now.</summary>
    public DateTimeOffset ShownBy(DateTimeOffset made) => made + Edition.AssociationWait;

    /// <summary>First day on which the edition's limits allow another association; null = today.</summary>
    public DateOnly? NextAllowed => Edition.AssociationLimit?.NextAllowed(Associations(), Today);

    /// <summary>Passes of the person that would count if their account did; each item once, whichever editions that still apply ask for it.</summary>
    public int Passes => Evidence.Followed
        .Where(followed => !followed.Edition.HasEnded(Today))
        .SelectMany(followed => Counting.ItemsOf(followed.Matched.People.First(person => person.Id == Person.Id), followed.Edition, Today))
        .Where(held => held.Standing == ItemStanding.NotAssociated)
        .DistinctBy(held => held.Item!.Id)
        .Count();

    /// <summary>Rows of certificates that name this account and belong to nobody yet.</summary>
    public int RowsOf(string address) => Evidence.Records.Training.Count(row =>
        string.Equals(row.Email, address, StringComparison.OrdinalIgnoreCase) && !Person.Achievements.Any(held => ReferenceEquals(held.Row, row)));

    /// <summary>Levels that the organisation would reach if this person's account counted, in all editions that still apply.</summary>
    public ImmutableArray<(Competency Competency, Level Level)> Completing =>
    [
        .. from followed in Evidence.Followed
           where !followed.Edition.HasEnded(Today)
           from difference in WhatIf.Of(followed.Edition, followed.Matched, Today, new Change.Links(Person.Id)) is WhatIf.Answer answer
               ? answer.Competencies
               : []
           where difference.After is not null
           select (difference.Competency, difference.After!.Value),
    ];

    /// <summary>Levels that the organisation would lose if this person's account did not count.</summary>
    public ImmutableArray<(Competency Competency, Level Level)> Costing =>
    [
        .. from followed in Evidence.Followed
           where !followed.Edition.HasEnded(Today)
           from difference in WhatIf.Of(followed.Edition, followed.Matched, Today, new Change.Leaves(Person.Id, Today)) is WhatIf.Answer answer
               ? answer.Competencies
               : []
           where difference.Before is not null
           select (difference.Competency, difference.Before!.Value),
    ];

    /// <summary>What was reported here and what Partner Center's data show may be one association, told days apart.</summary>
    private IEnumerable<DateOnly> Associations()
    {
        if (Person.Record.AssociatedOn is not { } known)
            return Reported;
        var day = DateOnly.FromDateTime(known.UtcDateTime);
        var wait = (int)Math.Ceiling(Edition.AssociationWait.TotalDays) + 1;
        return Reported.Any(reported => Math.Abs(reported.DayNumber - day.DayNumber) <= wait) ? Reported : [.. Reported, day];
    }
}

/// <summary>What an open dialog remembers.</summary>
/// <param name="Account">Who signed in, at the steps behind the sign-in.</param>
/// <param name="Kept">Id of the link that was made in this dialog.</param>
/// <param name="Replaced">Id of the link that it took the place of.</param>
public sealed record LinkMemory(SignedInAccount? Account = null, Guid? Kept = null, Guid? Replaced = null)
{
    public static LinkMemory Read(string? data) =>
        (data is null ? null : JsonSerializer.Deserialize(data, LinkJson.Default.LinkMemory)) ?? new();

    public string Write() => JsonSerializer.Serialize(this, LinkJson.Default.LinkMemory);
}

[JsonSerializable(typeof(LinkMemory))]
internal sealed partial class LinkJson : JsonSerializerContext;
