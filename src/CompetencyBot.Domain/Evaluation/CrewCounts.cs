namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// How many people of each crew there are while people come and go, and whether they are enough. More people of a crew than the level
/// asks for in all groups together change nothing, so most of the time nothing has to be counted anew.
/// </summary>
/// <param name="most">Of a crew no more people than this can matter.</param>
internal sealed class CrewCounts(Crews crews, int most)
{
    private readonly List<int> _people = [];
    private readonly Dictionary<string, bool> _answers = [];
    private bool? _answer;

    public void Move(ulong before, ulong after)
    {
        var (from, to) = (crews.Of(before), crews.Of(after));
        if (from == to)
            return;
        Add(from, -1);
        Add(to, 1);
    }

    /// <summary>The answers depended on something else that has changed.</summary>
    public void Forget()
    {
        _answers.Clear();
        _answer = null;
    }

    /// <param name="areEnough">Asked with how many people hold what; the answer is kept until told to forget.</param>
    public bool AreEnough(Func<IReadOnlyCollection<(ulong Held, int People)>, bool> areEnough)
    {
        if (_answer is { } known)
            return known;
        var key = string.Join(',', _people.Select(people => Math.Min(people, most)));
        if (!_answers.TryGetValue(key, out var answer))
            _answers.Add(key, answer = areEnough([.. Roster()]));
        _answer = answer;
        return answer;
    }

    private IEnumerable<(ulong, int)> Roster() =>
        from crew in _people.Index() where crew.Item > 0 select (crews.Example(crew.Index), Math.Min(crew.Item, most));

    private void Add(int crew, int change)
    {
        if (crew == Crews.None)
            return;
        while (_people.Count <= crew)
            _people.Add(0);
        var before = _people[crew];
        _people[crew] = before + change;
        if (Math.Min(before, most) != Math.Min(before + change, most))
            _answer = null;
    }
}
