using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Looks ahead competency by competency, at each path by itself and at all of them together.</summary>
internal sealed class Forecasting(EvidenceIndex evidence, ForecastDays days)
{
    public List<LevelForecast> Levels { get; } = [];

    public List<PathForecast> Paths { get; } = [];

    public List<LevelForecast> QualifiedEarlier { get; } = [];

    public void Add(Competency competency)
    {
        PathOutlook[] outlooks =
        [
            .. from path in competency.Paths
               from level in path.Levels
               select new PathOutlook(new LevelRules(evidence, competency, path, level), days),
        ];
        PathForecast[] held = [.. outlooks.Where(path => path.MetToday).Select(Forecast)];
        Paths.AddRange(held);
        foreach (var level in outlooks.GroupBy(path => path.Rules.Level.Level).OrderBy(level => level.Key))
            Add(competency, level.Key, [.. level], [.. held.Where(path => path.Level == level.Key)]);
    }

    private void Add(Competency competency, Level level, ImmutableArray<PathOutlook> paths, PathForecast[] held)
    {
        var outlook = new LevelOutlook(evidence, paths, days);
        // The levels of the past are worth looking at only where the test has begun.
        if (held.Length == 0 && days.Start < days.Today && outlook.QualifiedOn is { } earlier)
            QualifiedEarlier.Add(new LevelForecast(competency, level, true, null, []) { QualifiedOn = earlier });
        if (held.Length == 0)
            return;
        var forecast = paths.Length == 1 ? OfOnlyPath(held[0]) : Forecast(outlook, competency, level);
        Levels.Add(forecast with
        {
            PathIds = [.. held.Select(path => path.Path.Id)],
            QualifiedOn = outlook.QualifiedOn,
            Figures = [.. held.SelectMany(path => path.Figures)],
        });
    }

    private PathForecast Forecast(PathOutlook path)
    {
        var outlook = new LevelOutlook(evidence, [path], days);
        var forecast = Forecast(outlook, path.Rules.Competency, path.Rules.Level.Level);
        return new PathForecast(
            forecast.Competency,
            path.Path,
            forecast.Level,
            forecast.Holds,
            forecast.BreaksOn,
            forecast.Causes,
            outlook.QualifiedOn,
            [.. path.Figures.Forecasts()],
            forecast.Cures.FirstOrDefault(),
            forecast.Linking);
    }

    private static LevelForecast Forecast(LevelOutlook outlook, Competency competency, Level level)
    {
        if (outlook.Holds)
            return new LevelForecast(competency, level, true, null, []);
        var breaksOn = outlook.BreaksOn;
        return new LevelForecast(competency, level, false, breaksOn, outlook.CausesOf(breaksOn)) { Cures = [.. outlook.Cures()], Linking = outlook.Linking() };
    }

    private static LevelForecast OfOnlyPath(PathForecast path) =>
        new(path.Competency, path.Level, path.Holds, path.BreaksOn, path.Causes) 
        {
            Cures = path.Cure is { } cure ? [cure] : [],
            Linking = path.Linking,
        };
}
