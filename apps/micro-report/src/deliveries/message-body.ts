import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

/** What the message that carries the file says instead of the house's own words. Markdown with `{{placeholders}}`. */
export class MessageBody {
  @ApiPropertyOptional({ type: String, maxLength: 300, example: '{{report}} of {{period}}' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  subject?: string;

  @ApiPropertyOptional({
    type: String,
    maxLength: 10_000,
    example: 'Please find **{{file_name}}** attached.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(10_000)
  body?: string;
}
