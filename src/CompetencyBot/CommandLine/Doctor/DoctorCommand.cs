using System.CommandLine;
using System.Globalization;
using System.Text;
using CompetencyBot.Conversation;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>
/// <c>doctor</c>: looks over the installation and prints a line for each finding, in English or Traditional Chinese by the machine's
/// language. Ends with 0 when the bot can do its work, else with 1.
/// </summary>
public static class DoctorCommand
{
    private const int Ill = 1;

    /// <param name="builder">Gives the settings as the bot would see them, without the bot.</param>
    public static Command Create(Func<WebApplicationBuilder> builder)
    {
        // Like the bot itself it takes any setting on the line: --Organisation:TimeZone Asia/Taipei.
        const string Description = "Checks settings, database, clock, reachability, evidence and roles, and says how to mend what is wrong";
        var command = new Command("doctor", Description)
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (CommandInvocation.StrayWord(parsed) is { } word)
                return await CommandInvocation.RefuseAsync(
                    parsed, $"doctor takes settings only, such as --Import:Folder DIR; \"{word}\" is none.");
            if (OperatingSystem.IsWindows())
                Console.OutputEncoding = Encoding.UTF8; // the marks and the Chinese are in no code page of old
            using var language = Language.Use(CultureInfo.CurrentUICulture.Name);
            await using var installation = Installation.Of(builder());
            return await ReportAsync(installation, parsed.InvocationConfiguration.Output, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ReportAsync(Installation installation, TextWriter output, CancellationToken cancellationToken)
    {
        var marks = new List<Mark>();
        foreach (var check in Check.All)
            await foreach (var finding in check.Run(installation, cancellationToken))
            {
                marks.Add(finding.Mark);
                await output.WriteLineAsync(finding.Line(check.Area()));
            }

        var problems = marks.Count(mark => mark == Mark.Problem);
        await output.WriteLineAsync(Language.Format(
            problems == 0 ? DoctorTexts.Healthy : DoctorTexts.Ill, problems, marks.Count(mark => mark == Mark.Note)));
        return problems == 0 ? 0 : Ill;
    }
}
