using System.Globalization;
using System.Text;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Trial;

namespace CompetencyBot.Benchmarks.Import;

/// <summary>The files of a large organisation: the sample one, and as many invented people and certificates behind it, the same at every run.</summary>
internal static class LargeFiles
{
    public const string People = "people.csv";
    public const string Training = "TrainingCompletions.csv";

    private static readonly DateOnly First = new(2008, 1, 1);

    /// <param name="export">Its number: each differs from the one before in the day of every row.</param>
    public static void Write(string folder, int people, int rows, int export)
    {
        Item[] items = [.. EditionSet.Shipped.Load(SampleCast.EditionId).Items.Values];
        WriteBehind(folder, People, Enumerable.Range(0, people).Select(Person));
        WriteBehind(folder, Training, Enumerable.Range(0, rows).Select(row => Certificate(row, row % people, items[row * 7919L % items.Length], export)));
    }

    private static void WriteBehind(string folder, string name, IEnumerable<string> lines)
    {
        var part = Path.Combine(folder, name + ".part");
        using (var writer = new StreamWriter(part, append: false, new UTF8Encoding(false)))
        {
            foreach (var line in File.ReadLines(Path.Combine(SandboxFolder.SampleOrganisation, name)).Concat(lines))
                writer.WriteLine(line);
        }

        File.Move(part, Path.Combine(folder, name), overwrite: true);
    }

    private static string Person(int number) => string.Create(
        CultureInfo.InvariantCulture, $"{Address(number)},Person {number},10000000-0000-0000-0000-{number:D12},,employee,Asia/Taipei,en-US,person{number}@outlook.example,{McpId(number)},2016-07-04T01:15:00Z,");

    /// <summary>With the columns of Partner Center's export, those included that nobody asks for.</summary>
    private static string Certificate(int row, int person, Item item, int export)
    {
        var completed = First.AddDays(row * 31 % 3_650 + export);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""4731582,{item.Code ?? item.Id},"{item.Title}",Exam,Person,{person},person{person}@outlook.example,{Address(person)},{completed:yyyy-MM-dd},{(row % 10 == 0 ? "2019-06-30" : "")},Active,{completed:yyyy-MM}-01,True,{McpId(person)},4902263,Contoso Consulting,Taipei,TW""");
    }

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"person{number}@contoso.example");

    private static string McpId(int number) => (991_000_000 + number).ToString(CultureInfo.InvariantCulture);
}
