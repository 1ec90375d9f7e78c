using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>
/// The fewest passes of a way, as a form can show them: its people by a value that names nobody whom the reader may not see, its newcomers, and its items.
/// </summary>
internal sealed class WayPlan
{
    private const string Unnamed = "colleague-";

    private readonly Dictionary<string, string> _personOf = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, string> _itemsOf;
    private readonly ImmutableArray<string>[] _newcomers;

    private WayPlan(ImmutableArray<Pass> passes, PeopleShown people)
    {
        var learners = passes.Where(pass => pass.PersonId is not null).GroupBy(pass => pass.PersonId!).ToArray();
        Named = [.. learners.Select(learner => learner.Key).Where(people.MayName)];
        var unnamed = learners.Select(learner => learner.Key).Where(person => !people.MayName(person)).ToArray();
        foreach (var (index, person) in unnamed.Index())
            _personOf[$"{Unnamed}{index + 1}"] = person;
        Colleagues = [.. unnamed.Index().Select(each => $"{Unnamed}{each.Index + 1}")];
        _itemsOf = passes.Where(pass => pass.PersonId is not null).ToLookup(pass => pass.PersonId!, pass => pass.ItemId, StringComparer.OrdinalIgnoreCase);
        _newcomers = [.. passes.Where(pass => pass.PersonId is null).GroupBy(pass => pass.Newcomer).Select(each => each.Select(pass => pass.ItemId).ToImmutableArray())];
        Items = [.. passes.Select(pass => pass.ItemId).Distinct()];
    }

    /// <summary>Work addresses of its people whom the reader may see.</summary>
    public ImmutableArray<string> Named { get; }

    /// <summary>Values of its people whom the reader may not see.</summary>
    public ImmutableArray<string> Colleagues { get; }

    public ImmutableArray<string> Items { get; }

    public int Newcomers => _newcomers.Length;

    public static WayPlan Of(Shortfall way, PeopleShown people) => new(way.Passes, people);

    /// <returns>The work address behind a value of the form; null where the plan has nobody of that value.</returns>
    public string? PersonOf(string value) => _personOf.GetValueOrDefault(value) ?? Named.FirstOrDefault(person => person.Equals(value, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Who passes what: whoever is in the plan what the plan gives them, and of what it does not have everything that is supposed; everybody else
    /// everything that is supposed. What somebody holds is not passed again.
    /// </summary>
    /// <param name="people">Of the organisation, whom the supposition names.</param>
    public ImmutableArray<Pass> Passes(Supposed supposed, IEnumerable<Person> people, DateOnly today)
    {
        var further = supposed.Items.Except(Items).ToArray();
        var known =
            from person in people
            from item in _itemsOf.Contains(person.Id) ? Limited(_itemsOf[person.Id]) : supposed.Items
            where !Holds(person, item, today)
            select new Pass(person.Id, 0, item);
        var newcomers =
            from number in Enumerable.Range(1, supposed.Newcomers)
            from item in number <= _newcomers.Length ? Limited(_newcomers[number - 1]) : supposed.Items
            select new Pass(null, number, item);
        return [.. known, .. newcomers];

        IEnumerable<string> Limited(IEnumerable<string> planned) => planned.Intersect(supposed.Items).Concat(further);
    }

    /// <summary>Whether somebody has the item on the day, whether or not their account counts.</summary>
    public static bool Holds(Person person, string itemId, DateOnly today) => person.Achievements.Any(achievement =>
        achievement is { Usable: true } && achievement.ItemId == itemId && achievement.Row.CompletedOn <= today && !(achievement.Row.ExpiresOn < today));

    /// <summary>What a way asks for and can still be passed, in the order of the catalogue.</summary>
    public static ImmutableArray<Item> ItemsOf(ChosenLevel chosen, Shortfall way, DateOnly today)
    {
        var asked = ItemUse.In(chosen.Edition)
            .Where(item => item.Any(use => use.Competency.Id == way.Competency.Id && use.Path.Id == way.Path.Id && use.Level == way.Level))
            .Select(item => chosen.Edition.Items[item.Key]);
        return [.. asked.Where(item => item.CanBePassed(today))];
    }
}
