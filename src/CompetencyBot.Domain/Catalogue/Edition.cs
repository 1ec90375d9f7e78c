using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>One edition of a partner programme as data: what it asks for, when it applied and how renewal is tested.</summary>
/// <param name="Programme">Which of the two programmes it is an edition of.</param>
/// <param name="AppliesTo">Last day of the edition, null while it applies. After it, cards say that it ended and give no advice.</param>
/// <param name="ReplacedBy">Id of the edition or programme that came after.</param>
/// <param name="AssociationWait">Time between associating an account (or passing) and counting.</param>
/// <param name="RenewalTest">When the requirements are looked at for renewal.</param>
/// <param name="PurchaseWindow">Days after the anniversary in which renewal can be bought.</param>
/// <param name="Ladder">When an open risk is told again, unless the organisation says otherwise.</param>
public sealed record Edition(
    string Id,
    string Title,
    Programme Programme,
    DateOnly AppliesFrom,
    DateOnly? AppliesTo,
    string? ReplacedBy,
    TimeSpan AssociationWait,
    RenewalTest RenewalTest,
    PurchaseWindow PurchaseWindow,
    Ladder Ladder,
    ImmutableArray<Source> Sources,
    ImmutableSortedDictionary<string, Item> Items,
    ImmutableArray<Competency> Competencies,
    ImmutableArray<RuleNote> Notes)
{
    /// <summary>Null where the edition knows none.</summary>
    public AssociationLimit? AssociationLimit { get; init; }

    /// <summary>What its sources state about membership, in the order of the file; empty where it states nothing.</summary>
    public ImmutableArray<MembershipFact> MembershipFacts { get; init; } = [];

    public bool HasEnded(DateOnly date) => date > AppliesTo;
}

public enum Programme
{
    /// <summary>Silver and gold competencies of the Microsoft Partner Network, until 2022-09-30.</summary>
    Competencies,

    /// <summary>Solutions Partner designations, since 2022-10-03.</summary>
    SolutionsPartner,
}

/// <summary>Why a rule of the edition has the value it has.</summary>
/// <param name="About">Member of the edition file, for example <c>purchaseWindow</c>.</param>
public sealed record RuleNote(string About, string Text, Source Source);

/// <summary>The days on which the requirements are looked at; one day of them on which they are met is enough.</summary>
public abstract record RenewalTest
{
    /// <summary>First and last day of the test of one membership year.</summary>
    public abstract (DateOnly First, DateOnly Last) Of(DateOnly anniversary);

    public sealed record OnAnniversary : RenewalTest
    {
        public override (DateOnly First, DateOnly Last) Of(DateOnly anniversary) => (anniversary, anniversary);
    }

    /// <param name="FirstDay">In days relative to the anniversary, 0 or negative.</param>
    /// <param name="LastDay">In days relative to the anniversary, 0 or negative.</param>
    public sealed record AnyDayInWindow(int FirstDay, int LastDay) : RenewalTest
    {
        public override (DateOnly First, DateOnly Last) Of(DateOnly anniversary) => (anniversary.AddDays(FirstDay), anniversary.AddDays(LastDay));
    }

    /// <summary>The month of the anniversary to its last day, and full months before it.</summary>
    public sealed record AnyDayInMonths(int MonthsBefore) : RenewalTest
    {
        public override (DateOnly First, DateOnly Last) Of(DateOnly anniversary)
        {
            var month = new DateOnly(anniversary.Year, anniversary.Month, 1);
            return (month.AddMonths(-MonthsBefore), month.AddMonths(1).AddDays(-1));
        }
    }
}

/// <param name="FirstDay">First day, in days after the anniversary.</param>
/// <param name="LastDay">Last day, in days after the anniversary.</param>
public sealed record PurchaseWindow(int FirstDay, int LastDay);

/// <summary>Where a rule was found.</summary>
public sealed record Source(string Repo, string Path, string Commit, string Date);

public enum ItemKind
{
    Exam,
    Certification,
    Assessment,
}

/// <param name="Code">Exam code such as <c>70-347</c>; certifications and assessments have none.</param>
/// <param name="Retires">Last day on which the item can be passed.</param>
/// <param name="AcceptedUntil">Last day on which a pass counts although the item is retired.</param>
public sealed record Item(
    string Id,
    ItemKind Kind,
    string? Code,
    string Title,
    string Provider,
    DateOnly? Retires = null,
    DateOnly? AcceptedUntil = null)
{
    /// <summary>Whether somebody can still pass it on the day, so that the pass counts.</summary>
    public bool CanBePassed(DateOnly day) => !(Retires < day) && !(AcceptedUntil < day);
}

/// <summary>A competency, or a designation of the Solutions Partner programme.</summary>
/// <param name="Names">Name by language: <c>en</c>, <c>zh-TW</c>.</param>
/// <param name="Paths">None where the source names the competency only, without its requirements.</param>
public sealed record Competency(
    string Id,
    ImmutableSortedDictionary<string, string> Names,
    ImmutableArray<CompetencyPath> Paths,
    ImmutableArray<Source> Sources,
    ImmutableArray<string> Uncertain,
    ImmutableArray<string> SuccessorDesignations)
{
    public bool RequirementsKnown => !Paths.IsEmpty;
}

/// <summary>One way to the levels of a competency (an option), or the track of a designation.</summary>
public sealed record CompetencyPath(
    string Id,
    ImmutableSortedDictionary<string, string> Names,
    ImmutableArray<PathLevel> Levels);

public enum Level
{
    Silver,
    Gold,

    /// <summary>The one level of a designation.</summary>
    SolutionsPartner,
}

/// <summary>A level of a path: met when every requirement is met.</summary>
public sealed record PathLevel(Level Level, ImmutableArray<Requirement> Requirements);

public abstract record Requirement(string Id);

/// <param name="Window">
/// Length of the trailing window in months: 12 for a trailing or an annual figure, null where the value is a snapshot or the source
/// states none. Months leave the window as time passes; a figure without a window stays as it is.
/// </param>
public sealed record PerformanceRequirement(
    string Id,
    string Metric,
    string Unit,
    ByMarket Need,
    int? Window) : Requirement(Id);

/// <summary>Met when all groups of any one alternative are met together.</summary>
public sealed record SkillRequirement(string Id, ImmutableArray<Alternative> Alternatives) : Requirement(Id);

public sealed record Alternative(string Id, ImmutableArray<Group> Groups);

/// <summary>A number of different people who each satisfy an expression over items.</summary>
/// <param name="People">How many people form the group, exactly; who else could have been in it does not matter to the relations.</param>
/// <param name="Relation">How the people of this group relate to those of another group of the same alternative; null = free.</param>
public sealed record Group(string Id, int People, ItemExpression Each, GroupRelation? Relation);

public enum GroupRelationKind
{
    /// <summary>The people of both groups are the same.</summary>
    SamePeopleAs,

    /// <summary>Everybody in this group also stands in the other.</summary>
    SubsetOf,

    /// <summary>Nobody stands in both groups.</summary>
    DisjointFrom,

    /// <summary>Same or different people, as it comes.</summary>
    SameOrDifferentFrom,
}

public sealed record GroupRelation(GroupRelationKind Kind, string GroupId);

/// <summary>Which items one person needs: a single item, any one of several, or all of several; nestable.</summary>
public abstract record ItemExpression
{
    public sealed record Holds(string ItemId) : ItemExpression;

    public sealed record AnyOf(ImmutableArray<ItemExpression> Of) : ItemExpression;

    public sealed record AllOf(ImmutableArray<ItemExpression> Of) : ItemExpression;

    /// <summary>Every item the expression names, in the order written, with repetitions.</summary>
    public IEnumerable<string> Items() => this switch
    {
        Holds holds => [holds.ItemId],
        AnyOf any => any.Of.SelectMany(part => part.Items()),
        AllOf all => all.Of.SelectMany(part => part.Items()),
        _ => throw new InvalidOperationException($"An expression of type {GetType().Name} is not known."),
    };
}
