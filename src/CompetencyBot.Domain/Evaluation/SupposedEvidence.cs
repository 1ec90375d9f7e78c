using System.Collections.Immutable;
using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Evidence with changes applied to it, one after the other.</summary>
internal sealed class SupposedEvidence(Edition edition, MatchedEvidence evidence, DateOnly date)
{
    private readonly DateTimeOffset _startOfDay = new(date, TimeOnly.MinValue, TimeSpan.Zero);
    private readonly ImmutableArray<Person>.Builder _people = evidence.People.ToBuilder();
    private readonly Dictionary<string, int> _positions =
        evidence.People.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, int> _newcomers = [];
    private readonly ImmutableArray<Figure>.Builder _figures = evidence.Figures.ToBuilder();

    public MatchedEvidence Evidence => evidence with { People = _people.ToImmutable(), Figures = _figures.ToImmutable() };

    /// <summary>Applies a change; says why where it cannot be supposed, and leaves everything as it was.</summary>
    public ChangeFault? Suppose(Change change) => change switch
    {
        Change.Leaves leaves => Suppose(leaves),
        Change.Passes { Pass: var pass } => Suppose(pass),
        Change.Links links => Suppose(links),
        Change.FigureBecomes figure => Suppose(figure),
        _ => throw new NotSupportedException($"A change of type {change.GetType().Name} is not known."),
    };

    private ChangeFault? Suppose(Change.Leaves leaves) => WithPerson(
        leaves.PersonId,
        person => person.Record.LeftOn <= leaves.On ? person : person with { Record = person.Record with { LeftOn = leaves.On } });

    private ChangeFault? Suppose(Pass pass)
    {
        if (pass.PersonId is null ? pass.Newcomer < 1 : pass.Newcomer != 0)
            return ChangeFault.WrongNewcomer;
        if (!edition.Items.TryGetValue(pass.ItemId, out var item))
            return ChangeFault.UnknownItem;
        if (!item.CanBePassed(date))
            return ChangeFault.CannotBePassed;
        return WithPerson(pass.PersonId ?? Newcomer(pass.Newcomer), person => person with
        {
            Achievements = person.Achievements.Add(
                new Achievement(item.Id, new TrainingRecord(item.Id, item.Title, null, person.Id, null, date), Usable: true)),
        });
    }

    private ChangeFault? Suppose(Change.Links links)
    {
        var isLinked = false;
        var fault = WithPerson(links.PersonId, person =>
        {
            isLinked = Counting.FirstDay(person) <= date;
            return isLinked ? person : person with
            {
                Record = person.Record with { AssociatedOn = _startOfDay - edition.AssociationWait },
                AssociationCounts = _startOfDay,
            };
        });
        return fault ?? (isLinked ? ChangeFault.IsLinked : null);
    }

    private ChangeFault? WithPerson(string id, Func<Person, Person> change)
    {
        if (!_positions.TryGetValue(id, out var at))
            return ChangeFault.UnknownPerson;
        if (_people[at].Record.LeftOn <= date)
            return ChangeFault.HasLeft;
        _people[at] = change(_people[at]);
        return null;
    }

    /// <summary>The id of a newcomer, who joins the organisation when first asked for; no id that somebody has already.</summary>
    private string Newcomer(int number)
    {
        if (_newcomers.TryGetValue(number, out var known))
            return _people[known].Id;
        var id = string.Create(CultureInfo.InvariantCulture, $"newcomer-{number}");
        while (_positions.ContainsKey(id))
            id += "-new";
        _newcomers.Add(number, _people.Count);
        _positions.Add(id, _people.Count);
        _people.Add(new Person(new PersonRecord(id, id, AssociatedOn: _startOfDay - edition.AssociationWait), _startOfDay, []));
        return id;
    }

    private ChangeFault? Suppose(Change.FigureBecomes change)
    {
        if (edition.Competencies.FirstOrDefault(each => each.Id == change.CompetencyId) is not { } competency)
            return ChangeFault.UnknownCompetency;
        CompetencyPath[] paths = [.. competency.Paths.Where(path => change.PathId is null || path.Id == change.PathId)];
        if (paths.Length == 0 && change.PathId is not null)
            return ChangeFault.UnknownPath;
        CompetencyPath[] asking = [.. paths.Where(path => path.Levels
            .SelectMany(level => FigureGoal.Of(level, evidence.Market)).Any(goal => goal.Metric == change.Metric))];
        foreach (var path in asking)
            Set(change, path.Id);
        return asking.Length == 0 ? ChangeFault.UnknownMetric : null;
    }

    /// <summary>
    /// Of the latest month there is on the day, and later in the file than that month's row, so that it counts. What the months added stays as
    /// known: rows for all paths are repeated for this one, since its own row would hide them.
    /// </summary>
    private void Set(Change.FigureBecomes change, string pathId)
    {
        var rows = _figures.Where(row => row.CompetencyId == change.CompetencyId && row.Metric == change.Metric).ToLookup(row => row.PathId ?? "");
        var hasOwn = rows[pathId].Any(row => row.Month <= date);
        if (!hasOwn)
            _figures.AddRange(rows[""].Select(row => row with { PathId = pathId }));
        var known = rows[hasOwn ? pathId : ""].Where(row => row.Month <= date).OrderBy(row => row.Month).LastOrDefault()
            ?? new Figure(change.CompetencyId, pathId, change.Metric, new DateOnly(date.Year, date.Month, 1), change.Value);
        _figures.Add(known with { PathId = pathId, Value = change.Value });
    }
}
