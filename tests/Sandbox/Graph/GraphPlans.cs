namespace CompetencyBot.Sandbox.Graph;

/// <summary>What the next requests of a route are answered with, in the order in which it was planned.</summary>
internal sealed class GraphPlans
{
    private readonly Lock _gate = new();
    private readonly List<(string Method, string Path, GraphAnswer? Answer)> _planned = [];

    /// <param name="after">So many are carried out before.</param>
    public void Add(string method, string path, GraphAnswer answer, int times, int after)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_gate)
            _planned.AddRange([.. Enumerable.Repeat((method, path, (GraphAnswer?)null), after), .. Enumerable.Repeat((method, path, (GraphAnswer?)answer), times)]);
    }

    /// <returns>Null = nothing is planned for it: it is carried out.</returns>
    public GraphAnswer? Next(GraphRoute route, GraphRequest request)
    {
        lock (_gate)
        {
            var index = _planned.FindIndex(planned => planned.Method == request.Method
                && (planned.Path == route.Template || planned.Path.Equals(request.Path, StringComparison.OrdinalIgnoreCase)));
            if (index < 0)
                return null;
            var answer = _planned[index].Answer;
            _planned.RemoveAt(index);
            return answer;
        }
    }
}
