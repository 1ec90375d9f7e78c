using System.Globalization;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>Moves the dates of evidence files from the day they were written for to another one, so that a sample can live today.</summary>
public static class StoryDates
{
    private const string MonthColumn = "Month";
    private const string Day = "yyyy-MM-dd";

    /// <summary>
    /// All dates move by the same number of days, so what lies between them stays as it is. The column Month moves by whole months and stays
    /// on its day, since figures belong to calendar months. What is no ISO date stays as it is written.
    /// </summary>
    /// <param name="csv">A file with a header, in which nothing is quoted.</param>
    public static string Move(string csv, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var lines = csv.Split('\n');
        var months = Array.IndexOf(lines[0].TrimEnd('\r').Split(','), MonthColumn);
        return string.Join('\n', lines.Select(MoveLine));

        string MoveLine(string line) => string.Join(',', line.Split(',').Select((field, column) => Move(field, column == months, from, to)));
    }

    /// <summary>Writes the moved files of one folder into another; whatever else lies in it stays behind.</summary>
    public static void MoveFiles(string folder, string target, DateOnly from, DateOnly to)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv"))
            File.WriteAllText(Path.Combine(target, Path.GetFileName(file)), Move(File.ReadAllText(file), from, to));
    }

    private static string Move(string field, bool isMonth, DateOnly from, DateOnly to)
    {
        var text = field.AsSpan(0, Math.Min(Day.Length, field.Length));
        if (!DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return field;
        var moved = isMonth
            ? date.AddMonths((to.Year - from.Year) * 12 + to.Month - from.Month)
            : date.AddDays(to.DayNumber - from.DayNumber);
        return moved.ToString(Day, CultureInfo.InvariantCulture) + field[Day.Length..];
    }
}
