using System.Globalization;
using CompetencyBot.Handouts;
using CsvHelper;

namespace CompetencyBot.Tests.Robustness;

public sealed class FormulaTests
{
    private const int Tables = 2_000;

    [Fact]
    public async Task No_cell_of_a_written_file_is_a_formula_for_any_spreadsheet()
    {
        for (var index = 0; index < Tables; index++)
        {
            var dice = new Dice(((long)Fuzz.Seed << 32) + index);
            var columns = dice.Next(1, 5);
            string[][] rows = [.. Enumerable.Range(0, dice.Next(1, 6)).Select(_ => Enumerable.Range(0, columns).Select(_ => NastyCells.NextMixed(dice)).ToArray())];

            var file = await CsvTable.WriteAsync(rows, TestContext.Current.CancellationToken);

            Assert.True(
                Spreadsheet.FormulasIn(file) is var found && !found.Any(),
                string.Create(CultureInfo.InvariantCulture, $"Seed {Fuzz.Seed}, table {index}: {string.Join(" | ", found.Take(3))}"));
        }
    }

    [Theory]
    [InlineData("Mei-Lin; née Wu, +1 more")]
    [InlineData("a@b.example")]
    [InlineData("2018-03-01 09:30")]
    [InlineData("'=1+1")]
    [InlineData("林美 \"Mei\"")]
    public async Task What_is_no_formula_is_written_as_it_is(string cell)
    {
        var file = await CsvTable.WriteAsync([[cell, "x"]], TestContext.Current.CancellationToken);

        Assert.Equal([cell, "x", ""], Spreadsheet.CellsOf(Spreadsheet.TextOf(file).Replace("\r\n", "\n", StringComparison.Ordinal), ','));
    }

    /// <summary>Somebody may save such a file and have the bot read it again: no second mark comes before the first.</summary>
    [Fact]
    public async Task A_cell_that_was_made_safe_is_written_the_same_the_next_time()
    {
        for (var index = 0; index < Tables; index++)
        {
            var cell = NastyCells.NextMixed(new Dice(((long)Fuzz.Seed << 32) + index));
            var once = await CsvTable.WriteAsync([[cell]], TestContext.Current.CancellationToken);
            var read = Assert.Single(Read(once));

            Assert.Equal(once, await CsvTable.WriteAsync([[read]], TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Nothing_but_the_table_of_handouts_writes_CSV() =>
        Assert.Equal(
            ["CsvTable.cs"],
            from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            where !path.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(path) is var source
                && (source.Contains("CsvWriter", StringComparison.Ordinal) || source.Contains("text/csv", StringComparison.Ordinal))
            select Path.GetFileName(path));

    private static IEnumerable<string> Read(byte[] file)
    {
        using var reader = CsvReader.Create(file, new CsvReaderOptions { HasHeader = false, Separator = ',' });
        while (reader.Read())
            yield return reader.GetString(0);
    }
}
