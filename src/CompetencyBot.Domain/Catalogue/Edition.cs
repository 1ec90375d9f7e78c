using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>One edition of a partner programme as data: what it asks for, when it applied and how renewal is tested.</summary>
/// <param name="AppliesTo">Last day of the edition, null while it applies. After it, cards say that it ended and give no advice.</param>
/// <param name="ReplacedBy">Id of the edition or programme that came after.</param>
/// <param name="AssociationWait">Time between associating an account (or passing) and counting.</param>
/// <param name="RenewalTest">When the requirements are looked at for renewal.</param>
/// <param name="PurchaseWindow">Days after the anniversary in which renewal can be bought.</param>
public sealed record Edition(
    string Id,
    string Title,
    DateOnly AppliesFrom,
    DateOnly? AppliesTo,
    string? ReplacedBy,
    TimeSpan AssociationWait,
    RenewalTest RenewalTest,
    PurchaseWindow PurchaseWindow,
    ImmutableArray<Source> Sources,
    ImmutableSortedDictionary<string, Item> Items,
    ImmutableArray<Competency> Competencies,
    ImmutableArray<RuleNote> Notes)
{
    public bool HasEnded(DateOnly date) => date > AppliesTo;
}

/// <summary>Why a rule of the edition has the value it has.</summary>
/// <param name="About">Member of the edition file, for example <c>purchaseWindow</c>.</param>
public sealed record RuleNote(string About, string Text, Source Source);

public enum RenewalTestKind
{
    OnAnniversary,
    AnyDayInWindow,
}

/// <param name="FirstDay">First day of the window, in days relative to the anniversary (0 or negative).</param>
/// <param name="LastDay">Last day of the window, in days relative to the anniversary.</param>
public sealed record RenewalTest(RenewalTestKind Kind, int FirstDay, int LastDay);

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
    DateOnly? AcceptedUntil = null);

/// <param name="Names">Name by language: <c>en</c>, <c>zh-TW</c>.</param>
public sealed record Competency(
    string Id,
    ImmutableSortedDictionary<string, string> Names,
    ImmutableArray<CompetencyPath> Paths,
    ImmutableArray<Source> Sources,
    ImmutableArray<string> Uncertain,
    ImmutableArray<string> SuccessorDesignations);

public sealed record CompetencyPath(
    string Id,
    ImmutableSortedDictionary<string, string> Names,
    ImmutableArray<PathLevel> Levels);

public enum Level
{
    Silver,
    Gold,
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
    decimal NeedDeveloped,
    decimal NeedDeveloping,
    int? Window) : Requirement(Id)
{
    public decimal Need(Evidence.Market market) => market == Evidence.Market.Developed ? NeedDeveloped : NeedDeveloping;
}

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
