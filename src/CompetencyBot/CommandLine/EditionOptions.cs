using System.CommandLine;
using System.CommandLine.Parsing;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Hosting;

namespace CompetencyBot.CommandLine;

/// <summary>The options of every command that applies an edition: which one, and a folder of further ones.</summary>
/// <param name="configured">Setting <c>Organisation:EditionsFolder</c>; null = none.</param>
public sealed class EditionOptions(string? configured)
{
    public Option<string> Edition { get; } = new("--edition") { Description = "Edition of the programme", HelpName = "E", Required = true };

    public Option<string> Folder { get; } = new("--editions")
    {
        Description = "Folder of your own editions, besides Organisation:EditionsFolder",
        HelpName = "DIR",
    };

    /// <summary>For the validator of the command: tells what is wrong with the two options.</summary>
    /// <returns>Null when something is.</returns>
    public Edition? Check(CommandResult command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.GetResult(Edition)?.Tokens is not [{ Value: var id }])
            return null;

        var (editions, problems) = Read(command.GetResult(Folder)?.Tokens is [{ Value: var folder }] ? folder : null);
        foreach (var problem in problems)
            command.AddError(problem);
        if (problems.Count > 0)
            return null;
        if (editions.Contains(id))
            return editions.Load(id);
        command.AddError($"There is no edition \"{id}\". There are: {string.Join(", ", editions.Ids)}.");
        return null;
    }

    /// <summary>The edition of a line that passed <see cref="Check"/>.</summary>
    public Edition Of(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return Read(parsed.GetValue(Folder)).Editions.Load(parsed.GetRequiredValue(Edition));
    }

    private EditionReading Read(string? folder) => EditionFolder.Read(folder, EditionFolder.Read(configured));
}
