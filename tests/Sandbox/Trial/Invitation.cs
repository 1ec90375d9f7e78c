using System.Globalization;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>What the trial prints when everything runs.</summary>
public static class Invitation
{
    public static string For(RunningTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var date = SampleCast.Morning.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return $"""

            CompetencyBot runs for {SampleCast.Organisation}, where it is the morning of {date}. Open in a browser:

              {Url(trial.Employee.Address)}  {trial.Employee.CurrentUser.DisplayName}, an employee: data analyst whose exams a gold level hangs on
              {Url(trial.Manager.Address)}  {trial.Manager.CurrentUser.DisplayName}, a manager: leads the data and analytics team
              {Url(trial.Admin.Address)}  {trial.Admin.CurrentUser.DisplayName}, an admin: runs the partner programme office

            Each window is the Teams of one person: a personal chat, a group chat and a team. Try first:

              1. as {trial.Employee.CurrentUser.DisplayName}, in the personal chat:  status
              2. as {trial.Manager.CurrentUser.DisplayName}, in the personal chat:  progress   and press a button of the card
              3. as {trial.Manager.CurrentUser.DisplayName}, in the channel {Playground.PlaygroundWorld.Channel}:  @{Playground.PlaygroundWorld.BotName} progress
              4. as {trial.Admin.CurrentUser.DisplayName}, in the personal chat:  admin scan   and wait for the warnings that nobody asked for
              5. as {trial.Admin.CurrentUser.DisplayName}, in the personal chat:  import   shows the rows that are wrong on purpose

            The bot listens on {Url(trial.Bot.Address)} and reads its evidence from {trial.EvidenceFolder}
            Ctrl-C ends everything and deletes the data of the trial.

            """;
    }

    private static string Url(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
